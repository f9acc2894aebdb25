package dev.couchgrass.instance.user;

import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.secret.PlainKey;
import dev.couchgrass.instance.secret.SealedKey;

/** Opens keys as a user's table has them. */
final class KeyRows {
  private KeyRows() {}

  /**
   * The key of a row, which the caller closes.
   *
   * @throws InstanceException {@code INSTANCE_DAMAGED} if it is not under the root key
   */
  static SigningKey open(KeyRow row, SigningKey root) {
    if (row.key() instanceof SealedKey sealed) {
      return sealed.open(root);
    }
    if (row.key() instanceof PlainKey plain) {
      return plain.open();
    }
    throw new InstanceException(InstanceProblem.INSTANCE_DAMAGED, row.publicKey().toString());
  }
}
