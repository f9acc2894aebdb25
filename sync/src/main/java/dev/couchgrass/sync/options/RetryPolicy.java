package dev.couchgrass.sync.options;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a replication tries again when something fails, and when.
 *
 * @param attempts how many may fail in a row, at least 1; the last one's failure is the
 *     replication's
 * @param first the longest pause before the second attempt; doubled before each further one
 * @param longest no pause is longer
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {
  /** Five attempts, within about ten seconds. */
  public static final RetryPolicy DEFAULTS =
      new RetryPolicy(5, Duration.ofMillis(500), Duration.ofMinutes(1));

  /** Never gives up: what a live replication does. */
  public static final RetryPolicy FOR_EVER = DEFAULTS.withAttempts(Integer.MAX_VALUE);

  /** Gives up at once. */
  public static final RetryPolicy NONE = DEFAULTS.withAttempts(1);

  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1");
    }
    if (first.toMillis() < 1 || longest.compareTo(first) < 0 || longest.toDays() > 1) {
      throw new IllegalArgumentException("Pauses are a millisecond to a day, the first the least");
    }
  }

  public RetryPolicy withAttempts(int attempts) {
    return new RetryPolicy(attempts, first, longest);
  }

  public RetryPolicy withPauses(Duration first, Duration longest) {
    return new RetryPolicy(attempts, first, longest);
  }

  /**
   * The pause after so many failures in a row: between half of the longest one for that number and
   * all of it, so that many replications do not come back together.
   */
  public Duration pause(int failures, RandomGenerator random) {
    long most = first.toMillis();
    for (int i = 1; i < failures && most < longest.toMillis(); i++) {
      most *= 2;
    }
    most = Math.min(most, longest.toMillis());
    return Duration.ofMillis(most - random.nextLong(most / 2 + 1));
  }
}
