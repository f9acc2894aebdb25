package dev.couchgrass.instance.secret;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;

/**
 * A signing key that is stored in the clear: whoever reads the storage has it.
 *
 * <p>Its secret is text, as in the document, and can't be overwritten. It shows the public key
 * alone, and has no equality.
 */
public final class PlainKey implements StoredKey {
  private final PublicKey publicKey;
  private final String secretText;

  private PlainKey(PublicKey publicKey, String secretText) {
    this.publicKey = publicKey;
    this.secretText = secretText;
  }

  /**
   * The stored form of a key, which the caller keeps.
   *
   * @throws IllegalStateException if the key is closed
   */
  public static PlainKey of(SigningKey key) {
    return new PlainKey(key.publicKey(), key.secretText());
  }

  static PlainKey parse(String secretText) {
    try (SigningKey key = SigningKey.parse(secretText)) {
      return of(key);
    }
  }

  @Override
  public PublicKey publicKey() {
    return publicKey;
  }

  /** The key, which the caller closes. */
  public SigningKey open() {
    return SigningKey.parse(secretText);
  }

  @Override
  public Doc toDoc() {
    return StoredKeyForm.plain(secretText);
  }

  @Override
  public String toString() {
    return "PlainKey[secret redacted, public " + publicKey + "]";
  }
}
