package dev.couchgrass.core.key;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.util.Arrays;
import java.util.Base64;

/**
 * An Ed25519 signature: 64 bytes, R and S, written in base64.
 *
 * <p>Any 64 bytes: whether they are a signature at all, {@link PublicKey#verifies} says.
 */
public final class Signature {
  /** How many bytes a signature has. */
  public static final int BYTES = 64;

  private final byte[] bytes;

  private Signature(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Makes a signature of its bytes, which are copied.
   *
   * @throws InvalidInputException if there are not 64
   */
  public static Signature ofBytes(byte[] signature) {
    return ofOwned(signature.clone());
  }

  /** As {@link #ofBytes}, for an array that nobody else will change. */
  static Signature ofOwned(byte[] signature) {
    if (signature.length != BYTES) {
      throw malformed();
    }
    return new Signature(signature);
  }

  /**
   * Reads base64, padded and with the standard alphabet.
   *
   * @throws InvalidInputException if it is not exactly what {@link #toString} writes
   */
  public static Signature parse(String text) {
    return ofOwned(KeyText.decodeBase64(text).orElseThrow(Signature::malformed));
  }

  private static InvalidInputException malformed() {
    return new InvalidInputException(Problem.BAD_REQUEST, "Malformed signature");
  }

  /** A copy of the 64 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes themselves, for this package, which does not change them. */
  byte[] rawBytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Signature that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
