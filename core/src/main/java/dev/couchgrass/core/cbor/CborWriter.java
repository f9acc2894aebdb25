package dev.couchgrass.core.cbor;

import dev.couchgrass.core.encoding.ByteSink;
import dev.couchgrass.core.hash.Cid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Writes DAG-CBOR: each number and length as short as it can be, and known beforehand.
 *
 * <p>The caller writes as many values as a list or map was begun with, and a map's names in the
 * order of {@link #NAME_ORDER}: this does not check it. Not for use by two threads at once.
 */
public final class CborWriter {
  /** The order of a map's names: shorter ones first, else by the unsigned bytes of their UTF-8. */
  public static final Comparator<String> NAME_ORDER =
      (one, other) -> compareNames(utf8(one), utf8(other));

  private static final int USUAL_BYTES = 256;

  private final ByteSink out = new ByteSink(USUAL_BYTES);

  /** A writer that has written nothing. */
  public CborWriter() {}

  private static int compareNames(byte[] one, byte[] other) {
    int order = Integer.compare(one.length, other.length);
    return order != 0 ? order : Arrays.compareUnsigned(one, other);
  }

  private static byte[] utf8(String text) {
    if (text.chars().anyMatch(c -> Character.isSurrogate((char) c))
        && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("Text must be well-formed Unicode");
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Begins a list of {@code count} values, which follow. */
  public CborWriter beginList(int count) {
    head(CborHead.LIST, count);
    return this;
  }

  /** Begins a map of {@code count} members, which follow: {@link #name} and a value, each. */
  public CborWriter beginMap(int count) {
    head(CborHead.MAP, count);
    return this;
  }

  /** Writes a member's name; its value follows. */
  public CborWriter name(String name) {
    return text(name);
  }

  /** Writes an integer. */
  public CborWriter integer(long value) {
    head(value < 0 ? CborHead.NEGATIVE : CborHead.UNSIGNED, value < 0 ? -1 - value : value);
    return this;
  }

  /** Writes bytes. */
  public CborWriter bytes(byte[] value) {
    head(CborHead.BYTES, value.length);
    out.put(value);
    return this;
  }

  /**
   * Writes a text.
   *
   * @throws IllegalArgumentException if it has half a surrogate pair
   */
  public CborWriter text(String value) {
    byte[] bytes = utf8(value);
    head(CborHead.TEXT, bytes.length);
    out.put(bytes);
    return this;
  }

  /** Writes a link. */
  public CborWriter link(Cid target) {
    head(CborHead.TAG, CborHead.LINK_TAG);
    head(CborHead.BYTES, 1L + Cid.BYTES);
    out.put(CborHead.LINK_PREFIX);
    out.put(target.bytes());
    return this;
  }

  /** Writes a truth value. */
  public CborWriter bool(boolean value) {
    head(CborHead.OTHER, value ? CborHead.TRUE : CborHead.FALSE);
    return this;
  }

  /** Writes null. */
  public CborWriter nil() {
    head(CborHead.OTHER, CborHead.NULL);
    return this;
  }

  /**
   * Writes a floating-point number, in 64 bits.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  public CborWriter real(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("A number must be finite");
    }
    long bits = Double.doubleToRawLongBits(value);
    out.put((CborHead.OTHER << 5) | CborHead.DOUBLE);
    out.putInt((int) (bits >>> 32));
    out.putInt((int) bits);
    return this;
  }

  /** Writes a value whose bytes are known, and are not checked. */
  public CborWriter encoded(byte[] value) {
    out.put(value);
    return this;
  }

  private void head(int major, long number) {
    int first = major << 5;
    if (number <= CborHead.GREATEST_SHORT) {
      out.put(first | (int) number);
    } else if (number <= 0xff) {
      out.put(first | CborHead.IN_ONE_BYTE);
      out.put((int) number);
    } else if (number <= 0xffff) {
      out.put(first | (CborHead.IN_ONE_BYTE + 1));
      out.putShort((int) number);
    } else if (number <= 0xffff_ffffL) {
      out.put(first | (CborHead.IN_ONE_BYTE + 2));
      out.putInt((int) number);
    } else {
      out.put(first | CborHead.IN_EIGHT_BYTES);
      out.putInt((int) (number >>> 32));
      out.putInt((int) number);
    }
  }

  /** A copy of what is written. */
  public byte[] toByteArray() {
    return out.toByteArray();
  }
}
