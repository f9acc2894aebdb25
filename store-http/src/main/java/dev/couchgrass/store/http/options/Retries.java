package dev.couchgrass.store.http.options;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often requests that change nothing are repeated when the network or the server fails. Others
 * are repeated only after a 429, which says that they were not carried out: of any other failure
 * nobody knows whether they were.
 *
 * @param attempts in all, at least 1
 * @param first the longest pause before the second attempt; doubled before each further one
 * @param longest no pause of our own is longer
 * @param longestAsked how long a server is left alone, by all requests, that asks for it with
 *     {@code Retry-After} and 429 or 503; one that asks for longer is asked again after that
 */
public record Retries(int attempts, Duration first, Duration longest, Duration longestAsked) {
  /** Four attempts within about two seconds; a server may ask for a minute. */
  public static final Retries DEFAULTS =
      new Retries(4, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofMinutes(1));

  public Retries {
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException("attempts must be 1 to 100");
    }
    if (first.toMillis() < 1 || longest.compareTo(first) < 0 || longest.toDays() > 1) {
      throw new IllegalArgumentException("Pauses are a millisecond to a day, the first the least");
    }
    if (longestAsked.isNegative() || longestAsked.toDays() > 1) {
      throw new IllegalArgumentException("A server may ask for at most a day");
    }
  }

  public Retries withAttempts(int attempts) {
    return new Retries(attempts, first, longest, longestAsked);
  }

  public Retries withPauses(Duration first, Duration longest) {
    return new Retries(attempts, first, longest, longestAsked);
  }

  public Retries withLongestAsked(Duration longestAsked) {
    return new Retries(attempts, first, longest, longestAsked);
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
