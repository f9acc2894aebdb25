package dev.couchgrass.core.encoding;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Writes Erlang's external term format, minor version 1, as far as JSON needs it.
 *
 * <p>A list's length stands before its elements, so it is opened with a gap and closed with the
 * count: nothing is built beside the bytes.
 */
public final class TermWriter {
  /** The longest list of bytes that Erlang writes in its short form. */
  private static final int MAX_BYTE_LIST = 65_535;

  private static final int NEW_FLOAT = 70;
  private static final int SMALL_INTEGER = 97;
  private static final int INTEGER = 98;
  private static final int SMALL_TUPLE = 104;
  private static final int NIL = 106;
  private static final int BYTE_LIST = 107;
  private static final int LIST = 108;
  private static final int BINARY = 109;
  private static final int SMALL_BIG = 110;
  private static final int LARGE_BIG = 111;

  private static final int LIST_HEADER_BYTES = 5;
  private static final byte[] TRUE = atom("true");
  private static final byte[] FALSE = atom("false");
  private static final byte[] NULL = atom("null");

  private final ByteSink out;

  public TermWriter(ByteSink out) {
    this.out = out;
  }

  private static byte[] atom(String name) {
    byte[] latin1 = name.getBytes(StandardCharsets.ISO_8859_1);
    ByteSink atom = new ByteSink(latin1.length + 3);
    atom.put(100);
    atom.putShort(latin1.length);
    atom.put(latin1);
    return atom.toByteArray();
  }

  /** Writes the atom {@code true} or {@code false}. */
  public void bool(boolean value) {
    out.put(value ? TRUE : FALSE);
  }

  /** Writes the atom {@code null}. */
  public void nil() {
    out.put(NULL);
  }

  /** Writes an integer. */
  public void integer(long value) {
    if (value >= 0 && value <= 255) {
      out.put(SMALL_INTEGER);
      out.put((int) value);
    } else if (value == (int) value) {
      out.put(INTEGER);
      out.putInt((int) value);
    } else {
      integer(BigInteger.valueOf(value));
    }
  }

  /** Writes an integer of any size. */
  public void integer(BigInteger value) {
    if (value.bitLength() < 32) {
      integer(value.longValue());
      return;
    }
    byte[] magnitude = value.abs().toByteArray();
    int skipped = magnitude[0] == 0 ? 1 : 0;
    int length = magnitude.length - skipped;
    if (length <= 255) {
      out.put(SMALL_BIG);
      out.put(length);
    } else {
      out.put(LARGE_BIG);
      out.putInt(length);
    }
    out.put(value.signum() < 0 ? 1 : 0);
    for (int i = magnitude.length - 1; i >= skipped; i--) {
      out.put(magnitude[i]);
    }
  }

  /** Writes a float. */
  public void real(double value) {
    long bits = Double.doubleToRawLongBits(value);
    out.put(NEW_FLOAT);
    out.putInt((int) (bits >>> 32));
    out.putInt((int) bits);
  }

  /** Writes a binary. */
  public void binary(byte[] source, int offset, int length) {
    out.put(BINARY);
    out.putInt(length);
    out.put(source, offset, length);
  }

  /** Writes a binary. */
  public void binary(byte[] source) {
    binary(source, 0, source.length);
  }

  /** Begins a tuple of {@code arity} elements, which follow. */
  public void tuple(int arity) {
    out.put(SMALL_TUPLE);
    out.put(arity);
  }

  /** Begins a list whose {@code count} elements, at least one, and {@link #endList} follow. */
  public void beginList(int count) {
    out.put(LIST);
    out.putInt(count);
  }

  /** Ends a list that {@link #beginList} began; alone, it is the empty list. */
  public void endList() {
    out.put(NIL);
  }

  /**
   * Begins a list, whose elements follow.
   *
   * @return what {@link #closeList} needs
   */
  public int openList() {
    int mark = out.size();
    beginList(0);
    return mark;
  }

  /** Ends the list that was opened at {@code mark} and has {@code count} elements. */
  public void closeList(int mark, int count) {
    if (count == 0) {
      out.truncate(mark);
    } else {
      out.setInt(mark + 1, count);
    }
    endList();
  }

  /** Ends a list as {@link #closeList} does, of which every element is an integer of 0 to 255. */
  public void closeByteList(int mark, int count) {
    if (count == 0 || count > MAX_BYTE_LIST) {
      closeList(mark, count);
      return;
    }
    // Each element was written as two bytes, of which the second is the value.
    int from = mark + LIST_HEADER_BYTES + 1;
    byte[] bytes = out.array();
    for (int i = 0; i < count; i++) {
      bytes[mark + 3 + i] = bytes[from + 2 * i];
    }
    out.set(mark, BYTE_LIST);
    out.set(mark + 1, count >>> 8);
    out.set(mark + 2, count);
    out.truncate(mark + 3 + count);
  }

  /** Whether the byte at {@code position} begins an integer of 0 to 255. */
  public boolean isByteAt(int position) {
    return out.get(position) == SMALL_INTEGER;
  }
}
