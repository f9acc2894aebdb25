package dev.couchgrass.instance.sync.http;

import java.time.Duration;

/**
 * How fast the body of a request has to come, so that nobody keeps a place by sending a little now
 * and then.
 *
 * @param grace for which nothing need come
 * @param bytesPerSecond that have to come after that, on the average
 * @param whole how long all of it may take
 */
record BodyPace(Duration grace, int bytesPerSecond, Duration whole) {
  /** 15 seconds, then 4 KiB a second, three minutes in all: 1 MiB over 64 kbit/s. */
  static final BodyPace DEFAULTS =
      new BodyPace(Duration.ofSeconds(15), 4_096, Duration.ofMinutes(3));

  BodyPace {
    if (grace.toMillis() < 1 || whole.toMillis() < 1 || bytesPerSecond < 1) {
      throw new IllegalArgumentException("A pace must be positive");
    }
  }

  /** How often to ask. */
  Duration period() {
    return Duration.ofMillis(Math.max(1, Math.min(1_000, grace.toMillis() / 4)));
  }

  /** Whether so many bytes are enough after a time. */
  boolean allows(long bytes, Duration time) {
    long late = time.minus(grace).toMillis();
    return time.compareTo(whole) < 0 && bytes * 1_000 >= late * bytesPerSecond;
  }
}
