package dev.couchgrass.instance.sync.schedule;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before something is tried again: twice as long after each failure, to a limit.
 *
 * @param random spreads the waits of many over a quarter of each, so that they do not come at once
 */
record Backoff(Duration first, Duration last, RandomGenerator random) {
  private static final int MAX_DOUBLINGS = 30;

  /**
   * The wait after some failures in a row.
   *
   * @param failures from 1
   */
  Duration after(int failures) {
    long factor = 1L << Math.min(MAX_DOUBLINGS, failures - 1);
    long millis = first.toMillis();
    long longest = last.toMillis();
    long wait = millis > longest / factor ? longest : millis * factor;
    return spread(Duration.ofMillis(wait));
  }

  /** A wait, or up to a quarter less. */
  Duration spread(Duration wait) {
    return wait.minusMillis(random.nextLong(wait.toMillis() / 4 + 1));
  }
}
