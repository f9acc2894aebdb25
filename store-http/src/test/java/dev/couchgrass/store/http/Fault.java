package dev.couchgrass.store.http;

import java.util.random.RandomGenerator;

/**
 * What befalls the answers of one connection, for a while.
 *
 * @param after how many bytes come through unharmed before
 */
record Fault(Kind kind, int after) {
  enum Kind {
    NONE,
    /** Everything comes late. */
    DELAY,
    /** The connection ends. */
    CUT,
    /** Bytes come that no text has, then the rest. */
    GARBAGE,
    /** Nothing comes any more, and nothing ends. */
    BLACK_HOLE,
    /** Bytes come a few at a time. */
    SLOW
  }

  /** Mostly something: within a head or a short body, or later. */
  static Fault next(RandomGenerator random) {
    Kind[] kinds = Kind.values();
    int most = random.nextBoolean() ? 400 : 20_000;
    return new Fault(kinds[random.nextInt(kinds.length)], random.nextInt(most));
  }
}
