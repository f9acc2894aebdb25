package dev.couchgrass.core.hash;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.util.Objects;

/**
 * A content identifier, version 1: what the content is, and its BLAKE3 hash.
 *
 * <p>In bytes: 1 (the version), the codec, 0x1e (BLAKE3), 32 (how long the hash is), the hash. As
 * text: {@code b} and these bytes in base32, lower case, without padding. There is no other form of
 * the same content's identifier, so what is equal is equal in either.
 *
 * <p>Ordered by its unsigned bytes, everywhere. The order of the texts is another one: base32
 * writes 26 to 31 as {@code 2} to {@code 7}, which come before {@code a}.
 *
 * @see <a href="https://github.com/multiformats/cid">The specification of CIDs</a>
 */
public record Cid(Codec codec, Hash hash) implements Comparable<Cid> {
  /** How many bytes a CID has. */
  public static final int BYTES = 4 + Hash.BYTES;

  private static final int VERSION = 1;
  private static final int BLAKE3 = 0x1e;
  private static final String PREFIX = "b";

  public Cid {
    Objects.requireNonNull(codec);
    Objects.requireNonNull(hash);
  }

  /** The CID of some bytes. */
  public static Cid of(Codec codec, byte[] content) {
    return new Cid(codec, Hash.of(content));
  }

  /**
   * Reads the 36 bytes of a CID.
   *
   * @throws InvalidInputException if they have another form, or name another version, codec or hash
   */
  public static Cid ofBytes(byte[] bytes) {
    if (bytes.length != BYTES
        || bytes[0] != VERSION
        || bytes[2] != BLAKE3
        || bytes[3] != Hash.BYTES) {
      throw malformed();
    }
    for (Codec codec : Codec.values()) {
      if (codec.code() == bytes[1]) {
        return new Cid(codec, Hash.ofBytes(bytes, BYTES - Hash.BYTES, BYTES));
      }
    }
    throw malformed();
  }

  /**
   * Reads the text of a CID.
   *
   * @throws InvalidInputException if it is not exactly what {@link #toString} writes
   */
  public static Cid parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw malformed();
    }
    return ofBytes(Base32.decode(text.substring(1)).orElseThrow(Cid::malformed));
  }

  private static InvalidInputException malformed() {
    return new InvalidInputException(Problem.BAD_REQUEST, "Malformed content identifier");
  }

  /** The 36 bytes, in a new array. */
  public byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    bytes[0] = VERSION;
    bytes[1] = (byte) codec.code();
    bytes[2] = BLAKE3;
    bytes[3] = Hash.BYTES;
    System.arraycopy(hash.rawBytes(), 0, bytes, BYTES - Hash.BYTES, Hash.BYTES);
    return bytes;
  }

  @Override
  public int compareTo(Cid other) {
    int order = Integer.compare(codec.code(), other.codec.code());
    return order != 0 ? order : hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return PREFIX + Base32.encode(bytes());
  }
}
