package dev.couchgrass.conformance.network;

import java.util.random.RandomGenerator;

/**
 * What befalls the bytes of one connection, one way, for a while.
 *
 * @param after how many bytes come through unharmed before
 */
public record Fault(Kind kind, int after) {
  /** What it is. */
  public enum Kind {
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
  public static final Fault HARMLESS = new Fault(Kind.NONE, 0);

  /** What may befall a request: garbage would make it another one. */
  private static final Kind[] OF_REQUESTS = {
    Kind.NONE, Kind.DELAY, Kind.CUT, Kind.BLACK_HOLE, Kind.SLOW
  };

  /** The same for requests, within their heads or anywhere in their bodies. */
  public static Fault nextOfRequests(RandomGenerator random) {
    int most = random.nextInt(3) == 0 ? 400 : 150_000;
    return new Fault(OF_REQUESTS[random.nextInt(OF_REQUESTS.length)], random.nextInt(most));
  }

  /** Mostly something: within a head or a short body, or later. */
  public static Fault next(RandomGenerator random) {
    Kind[] kinds = Kind.values();
    int most = random.nextBoolean() ? 400 : 20_000;
    return new Fault(kinds[random.nextInt(kinds.length)], random.nextInt(most));
  }
}
