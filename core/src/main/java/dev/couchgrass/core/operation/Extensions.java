package dev.couchgrass.core.operation;

import dev.couchgrass.core.cbor.CborReader;
import dev.couchgrass.core.cbor.CborReader.Kind;
import dev.couchgrass.core.cbor.InvalidCborException;
import java.util.Arrays;

/**
 * What an application adds to headers: one value of CBOR, kept as the bytes that arrived.
 *
 * <p>A list, a map, a text, a truth value, a link or a floating-point number: not an integer, bytes
 * or null, which would stand for a header's other elements. Canonical, but that a map may have its
 * names in any order, each once. Immutable; two are equal if their bytes are. See {@link
 * LogExtensions} for those that logs know.
 */
public final class Extensions {
  private final byte[] bytes;

  private Extensions(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Makes extensions of the bytes of one value, which are copied.
   *
   * @throws InvalidOperationException if they are not in that form
   */
  public static Extensions decode(byte[] bytes) {
    CborReader in = readerOf(bytes);
    try {
      requireKind(in.peek());
      in.skip();
      in.finish();
    } catch (InvalidCborException e) {
      throw HeaderDecoding.refusal(e);
    }
    return new Extensions(bytes.clone());
  }

  /** Extensions that were read already, in an array that nobody else will change. */
  static Extensions ofChecked(byte[] bytes) {
    return new Extensions(bytes);
  }

  static void requireKind(Kind kind) {
    if (kind == Kind.INTEGER || kind == Kind.BYTES || kind == Kind.NULL) {
      throw new InvalidOperationException(OperationProblem.EXTENSIONS_KIND);
    }
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes themselves, for this package, which does not change them. */
  byte[] rawBytes() {
    return bytes;
  }

  /** Reads the value from its beginning: it is well formed, and of one of the kinds above. */
  public CborReader reader() {
    return readerOf(bytes.clone());
  }

  private static CborReader readerOf(byte[] bytes) {
    return CborReader.inAnyOrder(bytes, OperationLimits.MAX_EXTENSION_DEPTH);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Extensions that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** How many bytes there are. */
  @Override
  public String toString() {
    return "Extensions[" + bytes.length + " bytes]";
  }
}
