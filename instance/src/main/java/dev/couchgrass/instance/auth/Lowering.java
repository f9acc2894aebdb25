package dev.couchgrass.instance.auth;

import dev.couchgrass.core.crdt.Value;
import java.util.Map;
import java.util.Optional;

/**
 * Whether somebody may do less after a change than before. A quick look, which may say yes where
 * nobody does, but never no where somebody does.
 */
final class Lowering {
  private Lowering() {}

  static boolean between(AuthSettings before, AuthSettings after) {
    return isLess(before.global(), after.global())
        || inKeys(before, after)
        || inDelegations(before, after);
  }

  private static boolean inKeys(AuthSettings before, AuthSettings after) {
    return Forms.docOrEmpty(before.auth(), AuthForm.KEYS).toMap().entrySet().stream()
        .anyMatch(it -> isLess(KeyGrantForm.read(it.getValue()), after.grants().find(it.getKey())));
  }

  private static boolean isLess(Optional<KeyGrant> before, Optional<KeyGrant> after) {
    if (before.filter(KeyGrant::isActive).isEmpty()) {
      return false;
    }
    Optional<Permission> left = after.filter(KeyGrant::isActive).map(KeyGrant::permission);
    return left.filter(it -> it.covers(before.get().permission())).isEmpty();
  }

  /** Any other delegation may be less: it takes other databases to tell. */
  private static boolean inDelegations(AuthSettings before, AuthSettings after) {
    Map<String, Value> left = Forms.docOrEmpty(after.auth(), AuthForm.DELEGATIONS).toMap();
    return Forms.docOrEmpty(before.auth(), AuthForm.DELEGATIONS).toMap().entrySet().stream()
        .anyMatch(it -> !it.getValue().equals(left.get(it.getKey())));
  }
}
