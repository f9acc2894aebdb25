package dev.couchgrass.core.revision;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The id of a revision: a generation and a digest, written {@code
 * 3-825cb35de44c433bfb2df415563a19de}.
 *
 * <p>As in CouchDB, a digest of 32 hexadecimal digits is the 16 bytes that it spells (so upper and
 * lower case are equal, and it is written in lower case); any other digest is kept as its UTF-8
 * bytes. Ordered by generation, then by the digest's unsigned bytes: CouchDB's own order, which
 * decides winners.
 */
public final class RevisionId implements Comparable<RevisionId> {
  /** The longest digest accepted, in bytes. */
  public static final int MAX_DIGEST_BYTES = 255;

  /** The last generation there is: more digits are not written, so they are not read either. */
  public static final long MAX_GENERATION = 999_999_999_999_999_999L;

  private static final int MD5_BYTES = 16;
  private static final int MD5_HEX_DIGITS = 32;
  private static final int MAX_GENERATION_DIGITS = 18;
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final long generation;
  private final byte[] digest;

  private RevisionId(long generation, byte[] digest) {
    this.generation = generation;
    this.digest = digest;
  }

  /**
   * Makes the id of a generation and the bytes of a digest, which are copied.
   *
   * @throws InvalidInputException if the generation is below 1 or the digest empty or too long
   */
  public static RevisionId of(long generation, byte[] digest) {
    return ofOwned(generation, digest.clone());
  }

  /**
   * As {@link #of(long, byte[])}, of a digest that stands within other bytes.
   *
   * @throws InvalidInputException if the generation is below 1 or the digest empty or too long
   */
  public static RevisionId of(long generation, byte[] bytes, int from, int to) {
    return ofOwned(generation, Arrays.copyOfRange(bytes, from, to));
  }

  /** As {@link #of(long, byte[])}, for an array that nobody else will change. */
  static RevisionId ofOwned(long generation, byte[] digest) {
    if (generation < 1
        || generation > MAX_GENERATION
        || digest.length == 0
        || digest.length > MAX_DIGEST_BYTES) {
      throw malformed();
    }
    return new RevisionId(generation, digest);
  }

  /**
   * Reads {@code generation-digest}.
   *
   * @throws InvalidInputException if the text has another form
   */
  public static RevisionId parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 1 || dash > MAX_GENERATION_DIGITS) {
      throw malformed();
    }
    long generation = 0;
    for (int i = 0; i < dash; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw malformed();
      }
      generation = generation * 10 + digit;
    }
    return ofOwned(generation, digestOf(text.substring(dash + 1)));
  }

  /**
   * Makes the id of a generation and a digest in its written form.
   *
   * @throws InvalidInputException if the generation is below 1 or the digest empty or too long
   */
  public static RevisionId of(long generation, String digest) {
    return ofOwned(generation, digestOf(digest));
  }

  private static byte[] digestOf(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length != MD5_HEX_DIGITS) {
      return bytes;
    }
    try {
      return HEX.parseHex(text);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static InvalidInputException malformed() {
    return new InvalidInputException(Problem.BAD_REQUEST, "Invalid rev format");
  }

  /** How many edits lie between this revision and the document's beginning, itself included. */
  public long generation() {
    return generation;
  }

  /** The digest as it is written: hexadecimal if it has 16 bytes, else as it is. */
  public String digest() {
    return digest.length == MD5_BYTES
        ? new String(hex(), StandardCharsets.ISO_8859_1)
        : new String(digest, StandardCharsets.UTF_8);
  }

  /** By hand, since every row of a listing has one: HexFormat takes several times as long. */
  private byte[] hex() {
    byte[] text = new byte[MD5_HEX_DIGITS];
    for (int i = 0; i < MD5_BYTES; i++) {
      text[2 * i] = DIGITS[digest[i] >> 4 & 0xf];
      text[2 * i + 1] = DIGITS[digest[i] & 0xf];
    }
    return text;
  }

  /** A copy of the digest's bytes. */
  public byte[] digestBytes() {
    return digest.clone();
  }

  /** The digest's own bytes, for this package, which does not change them. */
  byte[] rawDigest() {
    return digest;
  }

  @Override
  public int compareTo(RevisionId other) {
    int order = Long.compare(generation, other.generation);
    return order != 0 ? order : Arrays.compareUnsigned(digest, other.digest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RevisionId that
        && generation == that.generation
        && Arrays.equals(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(generation) + Arrays.hashCode(digest);
  }

  @Override
  public String toString() {
    return generation + "-" + digest();
  }
}
