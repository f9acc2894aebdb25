package dev.couchgrass.instance.history;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.auth.AuthSettings;
import dev.couchgrass.instance.auth.KeyGrant;
import java.util.Optional;

/**
 * Who vouches for an entry that can't be judged yet: the key that it tells, if that may write by
 * the settings as they are now. What tells a name, or the way to another database, may be signed by
 * anybody; and a grant to all is one to anybody.
 */
record Vouchers(AuthSettings now) {
  /**
   * The key.
   *
   * @param entry which bears the signature of the key that it tells
   */
  Optional<PublicKey> of(Entry entry) {
    return entry.signer() instanceof SigKey.Direct direct
            && direct.hint() instanceof KeyHint.ByKey hint
        ? Optional.of(hint.key()).filter(this::mayWrite)
        : Optional.empty();
  }

  private boolean mayWrite(PublicKey key) {
    return now.key(key)
        .filter(KeyGrant::isActive)
        .filter(grant -> grant.permission().canWrite())
        .isPresent();
  }
}
