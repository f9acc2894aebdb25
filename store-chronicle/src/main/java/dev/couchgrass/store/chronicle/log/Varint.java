package dev.couchgrass.store.chronicle.log;

/** Numbers in groups of 7 bits, the lowest first; all but the last group have the top bit set. */
final class Varint {
  /** The longest that an {@code int} takes. */
  static final int MOST_BYTES = 5;

  private Varint() {}

  static int length(int value) {
    return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
  }

  /** Returns the index behind it. */
  static int write(int value, byte[] to, int at) {
    int rest = value;
    int index = at;
    while (rest >>> 7 != 0) {
      to[index++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[index++] = (byte) rest;
    return index;
  }
}
