package dev.couchgrass.core.hash;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.Blake3Digest;

/**
 * A BLAKE3 hash of 32 bytes, written as 64 hexadecimal digits in lower case.
 *
 * <p>Ordered by its unsigned bytes.
 */
public final class Hash implements Comparable<Hash> {
  /** How many bytes a hash has. */
  public static final int BYTES = 32;

  private static final int BITS = 8 * BYTES;
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The hash of some bytes. */
  public static Hash of(byte[] content) {
    Blake3Digest digest = new Blake3Digest(BITS);
    digest.update(content, 0, content.length);
    byte[] hash = new byte[BYTES];
    digest.doFinal(hash, 0);
    return new Hash(hash);
  }

  /**
   * The hash that these bytes are, which are copied.
   *
   * @throws InvalidInputException if there are not 32
   */
  public static Hash ofBytes(byte[] hash) {
    return ofBytes(hash, 0, hash.length);
  }

  /** As {@link #ofBytes(byte[])}, of a hash that stands within other bytes. */
  static Hash ofBytes(byte[] bytes, int from, int to) {
    if (to - from != BYTES) {
      throw malformed();
    }
    return new Hash(Arrays.copyOfRange(bytes, from, to));
  }

  /**
   * Reads 64 hexadecimal digits in lower case.
   *
   * @throws InvalidInputException if the text has another form
   */
  public static Hash parse(String text) {
    if (text.length() != 2 * BYTES) {
      throw malformed();
    }
    byte[] hash;
    try {
      hash = HEX.parseHex(text);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
    if (!HEX.formatHex(hash).equals(text)) {
      throw malformed();
    }
    return new Hash(hash);
  }

  private static InvalidInputException malformed() {
    return new InvalidInputException(Problem.BAD_REQUEST, "Malformed hash");
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes themselves, for this package, which does not change them. */
  byte[] rawBytes() {
    return bytes;
  }

  @Override
  public int compareTo(Hash other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
  }

  /** Its first four bytes, as even as all of them; a HashMap sorts what is made to be alike. */
  @Override
  public int hashCode() {
    return ByteBuffer.wrap(bytes).getInt();
  }

  @Override
  public String toString() {
    return HEX.formatHex(bytes);
  }
}
