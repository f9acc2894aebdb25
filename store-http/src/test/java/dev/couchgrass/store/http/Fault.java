package dev.couchgrass.store.http;

import java.util.random.RandomGenerator;

/**
 * What befalls the bytes of one connection, one way, for a while.
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

  /** Nothing; what comes after it is asked for with the next piece. */
  static final Fault HARMLESS = new Fault(Kind.NONE, 0);

  /** What may befall a request: garbage would make it another one. */
  private static final Kind[] OF_REQUESTS = {
    Kind.NONE, Kind.DELAY, Kind.CUT, Kind.BLACK_HOLE, Kind.SLOW
  };

  /** The same for requests, within their heads or anywhere in their bodies. */
  static Fault nextOfRequests(RandomGenerator random) {
    int most = random.nextInt(3) == 0 ? 400 : 150_000;
    return new Fault(OF_REQUESTS[random.nextInt(OF_REQUESTS.length)], random.nextInt(most));
  }

  /** Mostly something: within a head or a short body, or later. */
  static Fault next(RandomGenerator random) {
    Kind[] kinds = Kind.values();
    int most = random.nextBoolean() ? 400 : 20_000;
    return new Fault(kinds[random.nextInt(kinds.length)], random.nextInt(most));
  }
}
