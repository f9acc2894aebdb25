package dev.couchgrass.instance.secret;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import java.security.SecureRandom;

/**
 * A signing key under a password, bound to its public key: the secret of another is never opened in
 * its place.
 *
 * @param publicKey the key by which others verify
 * @param secret the 32 bytes that RFC 8032 calls the private key
 */
public record WrappedKey(PublicKey publicKey, PasswordBox secret) implements StoredKey {
  private static final String PURPOSE = "couchgrass/signing-key/v1";

  /**
   * Wraps a key, which the caller keeps, with a new salt and a new nonce.
   *
   * @throws IllegalStateException if the key or the password is closed
   */
  public static WrappedKey wrap(
      SigningKey key, Password password, KdfParameters parameters, SecureRandom random) {
    PublicKey publicKey = key.publicKey();
    try (SecretBytes secret = SecretBytes.ofOwned(key.secretBytes())) {
      byte[] associated = associated(publicKey);
      return new WrappedKey(
          publicKey, PasswordBox.seal(secret, password, parameters, associated, random));
    }
  }

  private static byte[] associated(PublicKey publicKey) {
    return AssociatedData.of(PURPOSE, publicKey.bytes());
  }

  /**
   * The key, which the caller closes.
   *
   * @throws WrongPasswordException if the password is another, or this was changed
   * @throws IllegalStateException if the password is closed
   */
  public SigningKey open(Password password) {
    try (SecretBytes opened = secret.open(password, associated(publicKey))) {
      SigningKey key = SigningKey.ofBytes(opened.raw());
      if (!key.publicKey().equals(publicKey)) {
        // Sealed by somebody who knows the password, for a public key that it does not belong to.
        key.close();
        throw new WrongPasswordException();
      }
      return key;
    }
  }

  /**
   * The same key under another password, with a new salt and a new nonce.
   *
   * <p>Who has a copy of this one still opens it with the old password.
   *
   * @throws WrongPasswordException if {@code old} does not open this
   * @throws IllegalStateException if a password is closed
   */
  public WrappedKey rewrap(
      Password old, Password changed, KdfParameters parameters, SecureRandom random) {
    try (SigningKey key = open(old)) {
      return wrap(key, changed, parameters, random);
    }
  }

  @Override
  public Doc toDoc() {
    return StoredKeyForm.wrapped(this);
  }
}
