package dev.couchgrass.conformance.network;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What befalls a request, or its answer, as HTTP: each is a whole answer that is not the right one.
 */
public enum HttpFault {
  /** Nothing. */
  NONE,
  /** It is not carried out: 500, in a database's words. */
  REFUSED,
  /** It is carried out, and its answer is lost: 500. */
  LOST,
  /** It is not carried out: 429 with {@code Retry-After}. */
  TOO_MANY,
  /** It is not carried out: 503, in nobody's words. */
  UNAVAILABLE,
  /** It is carried out, and its answer ends in the middle, as if that were all of it. */
  CUT_SHORT,
  /** It is not carried out: 401, in a database's words. */
  UNAUTHORIZED,
  /** It is not carried out: 403, in a database's words. */
  FORBIDDEN,
  /** It is not carried out: a page that some other server made, with a status of 200. */
  FOREIGN;

  /** What goes away by itself. */
  private static final List<HttpFault> PASSING =
      List.of(REFUSED, LOST, TOO_MANY, UNAVAILABLE, CUT_SHORT, FOREIGN);

  /** In so many of a hundred something that goes away by itself. */
  public static HttpFault next(RandomGenerator random, int percent) {
    return random.nextInt(100) < percent ? PASSING.get(random.nextInt(PASSING.size())) : NONE;
  }
}
