package dev.couchgrass.store.chronicle.log;

import java.nio.ByteBuffer;

/**
 * How a block of a compacted file begins.
 *
 * @param kind {@link #PACKED}, {@link #PLAIN}, {@link #LARGE} or {@link #END}
 * @param stored how many bytes follow
 * @param checksum over these
 * @param raw how many bytes the entries have
 */
record BlockHeader(int kind, int stored, int checksum, int raw) {
  /** Entries, compressed. */
  static final int PACKED = 1;

  /** Entries as they are, as compressing them would not have paid. */
  static final int PLAIN = 2;

  /** One entry as it is, with a checksum of key and value behind the value. */
  static final int LARGE = 3;

  /** The last block, without entries: how many blocks came before it. */
  static final int END = 4;

  /** In bytes. */
  static final int LENGTH = 24;

  /** The longest entries that are compressed, or found through their block. */
  static final int MOST_RAW = 1 << 20;

  static BlockHeader of(int kind, byte[] stored, int length, int raw) {
    return new BlockHeader(kind, length, Checksums.of(stored, 0, length), raw);
  }

  void write(byte[] to, int at, FileHeader file, long offset) {
    ByteBuffer.wrap(to, at + 4, LENGTH - 4)
        .putInt(checksum)
        .putInt(stored)
        .putInt(raw)
        .putInt(kind)
        .putInt(0);
    ByteBuffer.wrap(to).putInt(at, Checksums.inPlace(file, offset, to, at + 4, LENGTH - 4));
  }

  /** A cheap look that rules out most places, to be asked before {@link #isAt}. */
  static boolean mayBeAt(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).getInt(at + 20) == 0
        && bytes[at + 16] == 0
        && bytes[at + 19] != 0;
  }

  /** Whether there is the header of a block that belongs at this offset. */
  static boolean isAt(byte[] bytes, int at, FileHeader file, long offset) {
    return ByteBuffer.wrap(bytes).getInt(at)
        == Checksums.inPlace(file, offset, bytes, at + 4, LENGTH - 4);
  }

  static BlockHeader read(byte[] bytes, int at) {
    ByteBuffer in = ByteBuffer.wrap(bytes, at + 4, LENGTH - 4);
    int checksum = in.getInt();
    int stored = in.getInt();
    int raw = in.getInt();
    return new BlockHeader(in.getInt(), stored, checksum, raw);
  }

  boolean isPlausible() {
    if (stored < 0 || raw < 0) {
      return false;
    }
    return switch (kind) {
      case PACKED -> raw <= MOST_RAW && stored <= raw;
      case PLAIN -> raw <= MOST_RAW && stored == raw;
      case LARGE -> stored == raw;
      case END -> stored == Long.BYTES && raw == 0;
      default -> false;
    };
  }
}
