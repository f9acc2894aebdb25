package dev.couchgrass.store.chronicle.view;

/**
 * Guesses from how long reads took whether the next one will wait for the disk.
 *
 * <p>Nothing tells whether the operating system has a part of a file in memory. But a read from
 * memory takes a few microseconds, and one that waits for a disk a hundred or far more: so after a
 * slow read the next ones count as waiting too, twice as many after each further one, until one
 * that was expected to be quick is quick. A read that was slow because its thread had to wait for a
 * processor does little harm that way.
 *
 * <p>For any number of threads, which may lose each other's counts: it remains a guess.
 */
final class ReadPace {
  /** What no read from memory takes. */
  static final long SLOW_NANOS = 100_000;

  private static final int FEWEST = 64;
  private static final int MOST = 4096;

  private volatile int expectedToWait;
  private int penalty = FEWEST;

  /** Whether the next read is likely to wait. */
  boolean waits() {
    return expectedToWait > 0;
  }

  /** Learns from a read. */
  void took(long nanos) {
    int left = expectedToWait;
    if (nanos > SLOW_NANOS) {
      expectedToWait = penalty;
      penalty = Math.min(MOST, 2 * penalty);
    } else if (left > 0) {
      expectedToWait = left - 1;
    } else if (penalty > FEWEST) {
      penalty = FEWEST;
    }
  }
}
