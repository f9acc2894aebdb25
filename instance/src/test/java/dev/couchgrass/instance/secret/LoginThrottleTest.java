package dev.couchgrass.instance.secret;

import static java.time.Duration.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.instance.time.FixedClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private final FixedClock clock = new FixedClock();
  private LoginThrottle throttle = new LoginThrottle(ThrottleOptions.DEFAULTS, clock);

  @BeforeEach
  void hold() {
    clock.hold();
  }

  private void fail(String name, int times) {
    for (int i = 0; i < times; i++) {
      assertEquals(ZERO, throttle.attempt(name));
      clock.advance(throttle.waitLeft(name));
    }
  }

  @Test
  @Tag("SEC-16")
  void theWaitDoublesFromOneSecondToFiveMinutes() {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      assertEquals(ZERO, throttle.attempt("ann"));
      waits.add(throttle.waitLeft("ann").toSeconds());
      clock.advance(throttle.waitLeft("ann"));
    }
    assertEquals(
        List.of(0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L, 300L),
        waits);
  }

  @Test
  @Tag("SEC-16")
  void theWaitEndsWhenItWasSaidTo() {
    fail("ann", 4);
    assertEquals(ZERO, throttle.attempt("ann"));
    assertEquals(Duration.ofSeconds(1), throttle.attempt("ann"));
    clock.advance(Duration.ofMillis(400));
    assertEquals(Duration.ofMillis(600), throttle.attempt("ann"));
    assertEquals(Duration.ofMillis(600), throttle.waitLeft("ann"));
    clock.advance(Duration.ofMillis(600));
    assertEquals(ZERO, throttle.waitLeft("ann"));
    assertEquals(ZERO, throttle.attempt("ann"));
    assertEquals(Duration.ofSeconds(2), throttle.waitLeft("ann"));
  }

  @Test
  @Tag("SEC-16")
  void aSuccessForgetsTheFailures() {
    fail("ann", 9);
    assertEquals(ZERO, throttle.attempt("ann"));
    throttle.succeeded("ann");
    assertEquals(ZERO, throttle.waitLeft("ann"));
    assertEquals(0, throttle.size());
    fail("ann", 4);
    assertEquals(ZERO, throttle.attempt("ann"));
    assertEquals(Duration.ofSeconds(1), throttle.waitLeft("ann"));
  }

  @Test
  @Tag("SEC-16")
  void othersDoNotWait() {
    fail("ann", 9);
    assertEquals(ZERO, throttle.attempt("ann"));
    assertEquals(ZERO, throttle.attempt("Ann"));
    assertEquals(ZERO, throttle.attempt(""));
  }

  /** All have begun before the first has failed. */
  @Test
  @Tag("SEC-17")
  void attemptsAtOnceAreNoMoreThanInTurn() {
    long let = 0;
    for (int i = 0; i < 100; i++) {
      let += throttle.attempt("ann").isZero() ? 1 : 0;
    }
    assertEquals(5, let);
  }

  @Test
  @Tag("SEC-17")
  void whoAsksMeanwhileDoesNotProlongTheWait() {
    fail("ann", 20);
    assertEquals(ZERO, throttle.attempt("ann"));
    for (int i = 300; i > 0; i--) {
      assertEquals(Duration.ofSeconds(i), throttle.attempt("ann"));
      clock.advance(Duration.ofSeconds(1));
    }
    assertEquals(ZERO, throttle.attempt("ann"));
  }

  @Test
  @Tag("SEC-18")
  void theNameThatWasLongestNotTriedIsForgotten() {
    throttle = new LoginThrottle(ThrottleOptions.DEFAULTS.withNames(3), clock);
    fail("ann", 6);
    fail("bob", 1);
    fail("cid", 1);
    assertEquals(ZERO, throttle.attempt("ann"));
    fail("dan", 1);
    assertEquals(3, throttle.size());
    assertEquals(Duration.ofSeconds(4), throttle.waitLeft("ann"));
    // A refused attempt is one, too: a name that is being guessed is not forgotten.
    fail("bob", 1);
    assertEquals(Duration.ofSeconds(4), throttle.attempt("ann"));
    fail("eve", 1);
    fail("fay", 1);
    assertEquals(Duration.ofSeconds(4), throttle.waitLeft("ann"));
    fail("gus", 1);
    assertEquals(ZERO, throttle.waitLeft("ann"));
    assertEquals(3, throttle.size());
  }

  @Test
  @Tag("SEC-16")
  void aClockThatIsSetBackMakesNobodyWaitForLonger() {
    fail("ann", 20);
    assertEquals(ZERO, throttle.attempt("ann"));
    clock.advance(Duration.ofDays(-9));
    assertEquals(Duration.ofMinutes(5), throttle.waitLeft("ann"));
    assertEquals(Duration.ofMinutes(5), throttle.attempt("ann"));
    clock.advance(Duration.ofMinutes(5));
    assertEquals(ZERO, throttle.attempt("ann"));
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    ThrottleOptions options = ThrottleOptions.DEFAULTS;
    Duration second = Duration.ofSeconds(1);
    assertThrows(IllegalArgumentException.class, () -> options.withAttempts(0));
    assertThrows(IllegalArgumentException.class, () -> options.withNames(0));
    assertThrows(IllegalArgumentException.class, () -> options.withWaits(ZERO, second));
    assertThrows(IllegalArgumentException.class, () -> options.withWaits(second, ZERO));
    assertThrows(
        IllegalArgumentException.class, () -> options.withWaits(second, Duration.ofDays(2)));
    assertEquals(7, options.withAttempts(7).withWaits(second, second).withNames(2).attempts());
  }
}
