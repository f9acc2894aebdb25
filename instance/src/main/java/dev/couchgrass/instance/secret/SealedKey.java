package dev.couchgrass.instance.secret;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * A signing key under another one: whoever has that one opens it, at no cost. So of a user's many
 * keys, one alone is under the password, and a changed password wraps that one anew.
 *
 * @param publicKey the key by which others verify
 * @param box the 32 bytes that RFC 8032 calls the private key, sealed with a key that HKDF-SHA256
 *     (RFC 5869) derives from the other one's
 */
public record SealedKey(PublicKey publicKey, SealedBox box) implements StoredKey {
  private static final String PURPOSE = "couchgrass/key-under-key/v1";

  /**
   * @throws InvalidInputException if the box is not that of 32 bytes
   */
  public SealedKey {
    if (box.secretLength() != SigningKey.BYTES) {
      throw new InvalidInputException(Problem.BAD_REQUEST, "Malformed sealed secret");
    }
  }

  /**
   * Seals a key, which the caller keeps.
   *
   * @throws IllegalStateException if one of the keys is closed
   */
  public static SealedKey seal(SigningKey key, SigningKey under, SecureRandom random) {
    byte[] secret = key.secretBytes();
    try (SecretBytes sealing = derive(under)) {
      return new SealedKey(
          key.publicKey(), SealedBox.seal(sealing, secret, associated(key.publicKey()), random));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /**
   * The key, which the caller closes.
   *
   * @throws WrongPasswordException if it is not under this key, or was changed
   * @throws IllegalStateException if the key is closed
   */
  public SigningKey open(SigningKey under) {
    try (SecretBytes sealing = derive(under);
        SecretBytes opened =
            box.open(sealing, associated(publicKey)).orElseThrow(WrongPasswordException::new)) {
      SigningKey key = SigningKey.ofBytes(opened.raw());
      if (!key.publicKey().equals(publicKey)) {
        key.close();
        throw new WrongPasswordException();
      }
      return key;
    }
  }

  private static byte[] associated(PublicKey publicKey) {
    return AssociatedData.of(PURPOSE, publicKey.bytes());
  }

  private static SecretBytes derive(SigningKey under) {
    byte[] secret = under.secretBytes();
    try {
      HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
      hkdf.init(new HKDFParameters(secret, new byte[0], PURPOSE.getBytes(StandardCharsets.UTF_8)));
      byte[] key = new byte[AesGcm.KEY_BYTES];
      hkdf.generateBytes(key, 0, key.length);
      return SecretBytes.ofOwned(key);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  @Override
  public Doc toDoc() {
    return StoredKeyForm.sealed(this);
  }
}
