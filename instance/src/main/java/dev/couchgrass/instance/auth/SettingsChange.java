package dev.couchgrass.instance.auth;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an entry does to who may do what, from the settings before it.
 *
 * <p>An item that the change names counts as changed, even if it gets the value that it has: merged
 * with what others did at the same time, it may be another one. For the same reason a change may
 * name items alone, whole: what it replaced or put together beyond them, nobody would have seen.
 */
final class SettingsChange {
  private final AuthSettings before;
  private final AuthSettings after;
  private final Doc data;

  SettingsChange(Doc settings, Doc data) {
    this.before = AuthSettings.of(settings);
    this.after = AuthSettings.of(settings.merge(data));
    this.data = data;
  }

  /** Why a signer may not do this; empty if it may. */
  Optional<AuthRefusal> refusal(Permission signer) {
    if (data.isAtomic() || replaces(data, AuthForm.AUTH)) {
      return Optional.of(AuthRefusal.of(AuthProblem.AUTH_REPLACED));
    }
    Doc auth = Forms.docOrEmpty(data, AuthForm.AUTH);
    return inGlobal(auth, signer)
        .or(() -> inItems(auth, AuthForm.KEYS, signer, SettingsChange::keyRank))
        .or(() -> inItems(auth, AuthForm.DELEGATIONS, signer, SettingsChange::delegationRank));
  }

  /** Whether a member that holds others is removed, or other than joined. */
  private static boolean replaces(Doc change, String name) {
    return change.isTombstone(name)
        || change
            .get(name)
            .filter(value -> !(value instanceof Doc document) || document.isAtomic())
            .isPresent();
  }

  private Optional<AuthRefusal> inGlobal(Doc auth, Permission signer) {
    if (!names(auth, AuthForm.GLOBAL)) {
      return Optional.empty();
    }
    return inItem(
        auth, AuthForm.GLOBAL, signer, settings -> settings.global().map(KeyGrant::permission));
  }

  /** How high an item of a name ranks in some settings; empty if it is not there. */
  private interface Rank {
    Optional<Permission> of(AuthSettings settings, String name);
  }

  /** Even of a name that is no key's: to find that out takes longer than the rest together. */
  private static Optional<Permission> keyRank(AuthSettings settings, String name) {
    return settings.grants().find(name).map(KeyGrant::permission);
  }

  private static Optional<Permission> delegationRank(AuthSettings settings, String name) {
    return Forms.entryId(name)
        .flatMap(settings::delegation)
        .map(delegation -> delegation.bounds().max());
  }

  private Optional<AuthRefusal> inItems(Doc auth, String kind, Permission signer, Rank rank) {
    if (replaces(auth, kind)) {
      return Optional.of(new AuthRefusal(AuthProblem.AUTH_REPLACED, kind));
    }
    Doc items = Forms.docOrEmpty(auth, kind);
    // What is removed does not show; what was not there before, it removes nothing of.
    Set<String> named = new HashSet<>(items.toMap().keySet());
    for (String name : Forms.docOrEmpty(before.auth(), kind).toMap().keySet()) {
      if (items.isTombstone(name)) {
        named.add(name);
      }
    }
    return named.stream()
        .sorted()
        .flatMap(name -> inItem(items, name, signer, from -> rank.of(from, name)).stream())
        .findFirst();
  }

  private static boolean names(Doc change, String name) {
    return change.isTombstone(name) || change.get(name).isPresent();
  }

  private Optional<AuthRefusal> inItem(
      Doc items,
      String name,
      Permission signer,
      Function<AuthSettings, Optional<Permission>> rank) {
    if (items.get(name).filter(SettingsChange::isPart).isPresent()) {
      return Optional.of(new AuthRefusal(AuthProblem.PART_OF_GRANT, name));
    }
    if (isAbove(rank.apply(before), signer)) {
      return Optional.of(new AuthRefusal(AuthProblem.OUTRANKED, name));
    }
    return isAbove(rank.apply(after), signer)
        ? Optional.of(new AuthRefusal(AuthProblem.GRANTS_TOO_MUCH, name))
        : Optional.empty();
  }

  private static boolean isPart(Value item) {
    return item instanceof Doc document && !document.isAtomic();
  }

  private static boolean isAbove(Optional<Permission> permission, Permission signer) {
    return permission.filter(held -> !signer.covers(held)).isPresent();
  }
}
