package dev.couchgrass.instance.user;

import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.secret.PlainKey;
import dev.couchgrass.instance.secret.SealedKey;
import dev.couchgrass.instance.secret.WrongPasswordException;

/** Opens keys as a user's table has them. */
final class KeyRows {
  private KeyRows() {}

  /**
   * The key of a row, which the caller closes.
   *
   * @param root the key that the user logged in with, so that what it does not open is damaged,
   *     whatever the password
   * @throws InstanceException {@code INSTANCE_DAMAGED} if it is not under the root key, or was
   *     changed
   */
  static SigningKey open(KeyRow row, SigningKey root) {
    if (row.key() instanceof PlainKey plain) {
      return plain.open();
    }
    if (row.key() instanceof SealedKey sealed) {
      try {
        return sealed.open(root);
      } catch (WrongPasswordException e) {
        throw damaged(row);
      }
    }
    throw damaged(row);
  }

  private static InstanceException damaged(KeyRow row) {
    return new InstanceException(InstanceProblem.INSTANCE_DAMAGED, row.publicKey().toString());
  }
}
