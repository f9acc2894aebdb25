package dev.couchgrass.instance.secret;

import java.time.Duration;

/**
 * How a {@link LoginThrottle} slows guessing.
 *
 * @param attempts how many may fail before there is a wait, at least 1
 * @param firstWait the wait after that many; it doubles with each further failure; positive
 * @param longestWait what it never exceeds, at least {@code firstWait}, at most a day
 * @param names how many names are remembered, at least 1
 */
public record ThrottleOptions(int attempts, Duration firstWait, Duration longestWait, int names) {
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Five attempts, then 1 s to 5 min; 10,000 names, which take some 2 MB. */
  public static final ThrottleOptions DEFAULTS =
      new ThrottleOptions(5, Duration.ofSeconds(1), Duration.ofMinutes(5), 10_000);

  /**
   * @throws IllegalArgumentException if one of them is out of range
   */
  public ThrottleOptions {
    requireRange(attempts >= 1 && names >= 1);
    requireRange(!firstWait.isNegative() && !firstWait.isZero());
    requireRange(firstWait.compareTo(longestWait) <= 0 && longestWait.compareTo(LONGEST) <= 0);
  }

  private static void requireRange(boolean valid) {
    if (!valid) {
      throw new IllegalArgumentException("An option of the throttle is out of range");
    }
  }

  /** These with another number of attempts. */
  public ThrottleOptions withAttempts(int attempts) {
    return new ThrottleOptions(attempts, firstWait, longestWait, names);
  }

  /** These with other waits. */
  public ThrottleOptions withWaits(Duration firstWait, Duration longestWait) {
    return new ThrottleOptions(attempts, firstWait, longestWait, names);
  }

  /** These with another number of names. */
  public ThrottleOptions withNames(int names) {
    return new ThrottleOptions(attempts, firstWait, longestWait, names);
  }

  /** The wait after some attempts have failed. */
  Duration waitAfter(int failures) {
    if (failures < attempts) {
      return Duration.ZERO;
    }
    Duration wait = firstWait;
    for (int i = attempts; i < failures && wait.compareTo(longestWait) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestWait) < 0 ? wait : longestWait;
  }
}
