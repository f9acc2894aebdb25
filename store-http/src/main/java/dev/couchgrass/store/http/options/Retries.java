package dev.couchgrass.store.http.options;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often requests that change nothing are repeated when the network or the server fails. Others
 * are never: whether they were carried out is not known.
 *
 * @param attempts in all, at least 1
 * @param first the longest pause before the second attempt; doubled before each further one
 * @param longest no pause is longer
 */
public record Retries(int attempts, Duration first, Duration longest) {
  /** Four attempts within about two seconds. */
  public static final Retries DEFAULTS =
      new Retries(4, Duration.ofMillis(200), Duration.ofSeconds(5));

  public Retries {
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException("attempts must be 1 to 100");
    }
    if (first.toMillis() < 1 || longest.compareTo(first) < 0 || longest.toDays() > 1) {
      throw new IllegalArgumentException("Pauses are a millisecond to a day, the first the least");
    }
  }

  public Retries withAttempts(int attempts) {
    return new Retries(attempts, first, longest);
  }

  public Retries withPauses(Duration first, Duration longest) {
    return new Retries(attempts, first, longest);
  }

  /**
   * The pause after so many failed attempts: any length up to the longest, so that many clients do
   * not come back together.
   */
  public Duration pause(int failed, RandomGenerator random) {
    long most = first.toMillis();
    for (int i = 1; i < failed && most < longest.toMillis(); i++) {
      most *= 2;
    }
    return Duration.ofMillis(1 + random.nextLong(Math.min(most, longest.toMillis())));
  }
}
