package dev.couchgrass.instance.sync.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LAST = Duration.ofMinutes(5);

  /** Spreads nothing. */
  private static final RandomGenerator ZERO = () -> 0;

  @Test
  void doublesToALimit() {
    Backoff backoff = new Backoff(FIRST, LAST, ZERO);
    assertEquals(Duration.ofSeconds(2), backoff.after(1));
    assertEquals(Duration.ofSeconds(4), backoff.after(2));
    assertEquals(Duration.ofSeconds(256), backoff.after(8));
    assertEquals(LAST, backoff.after(9));
    assertEquals(LAST, backoff.after(1_000_000));
  }

  @Test
  void spreadsOverAQuarter() {
    Backoff backoff = new Backoff(FIRST, LAST, new Random(7));
    for (int i = 0; i < 1_000; i++) {
      long millis = backoff.after(1).toMillis();
      assertTrue(millis > 1_499 && millis <= 2_000, millis + " ms");
    }
  }
}
