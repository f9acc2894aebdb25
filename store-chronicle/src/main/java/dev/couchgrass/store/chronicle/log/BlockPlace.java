package dev.couchgrass.store.chronicle.log;

/** How a place in a compacted file is one number: the block's offset, and the entry's within it. */
final class BlockPlace {
  private static final int BITS = 20;
  private static final int WITHIN = (1 << BITS) - 1;

  /** No entry begins there, as its block would be longer than blocks are. */
  private static final int LARGE = WITHIN;

  private BlockPlace() {}

  static long of(long block, int entry) {
    return block << BITS | entry;
  }

  static long ofLarge(long block) {
    return block << BITS | LARGE;
  }

  static long block(long place) {
    return place >>> BITS;
  }

  static int entry(long place) {
    return (int) place & WITHIN;
  }

  static boolean isLarge(long place) {
    return entry(place) == LARGE;
  }
}
