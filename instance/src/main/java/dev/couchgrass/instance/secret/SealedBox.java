package dev.couchgrass.instance.secret;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * A secret under AES-256-GCM: a random nonce of 12 bytes, the ciphertext, and a tag of 16.
 *
 * <p>The key, and what the box is bound to, have to be the same when it is opened; whoever changes
 * a bit of any of them gets nothing. Equal if the bytes are. Immutable.
 */
public final class SealedBox {
  static final String CIPHER = "aes-256-gcm";

  private final byte[] bytes;

  private SealedBox(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The box that these bytes are, which are copied.
   *
   * @throws InvalidInputException if they are too few for a nonce and a tag
   */
  public static SealedBox ofBytes(byte[] bytes) {
    if (bytes.length < AesGcm.OVERHEAD) {
      throw new InvalidInputException(Problem.BAD_REQUEST, "Malformed sealed box");
    }
    return new SealedBox(bytes.clone());
  }

  static SealedBox seal(SecretBytes key, byte[] secret, byte[] associated, SecureRandom random) {
    return new SealedBox(AesGcm.seal(key, secret, associated, random));
  }

  /** The secret, which the caller closes; empty if key or binding are others, or a bit is. */
  Optional<SecretBytes> open(SecretBytes key, byte[] associated) {
    return AesGcm.open(key, bytes, associated).map(SecretBytes::ofOwned);
  }

  /** How many bytes the secret has. */
  int secretLength() {
    return bytes.length - AesGcm.OVERHEAD;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedBox that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "SealedBox[" + bytes.length + " bytes]";
  }
}
