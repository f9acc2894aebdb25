package dev.couchgrass.instance.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FixedClockTest {
  private static final long START = 1_704_067_200_000L;

  private final FixedClock clock = new FixedClock();

  @Test
  void eachReadMovesItByOneMillisecond() {
    assertEquals(START, clock.millis());
    assertEquals(Instant.ofEpochMilli(START + 1), clock.instant());
    assertEquals(START + 2, clock.millis());
  }

  @Test
  void toLookAtItDoesNotMoveIt() {
    assertEquals(FixedClock.START, clock.now());
    assertEquals(START, clock.now().toEpochMilli());
    assertEquals(START, clock.millis());
  }

  @Test
  void itIsSetAndAdvanced() {
    clock.advance(Duration.ofSeconds(2));
    assertEquals(START + 2_000, clock.millis());
    clock.advance(Duration.ofMillis(-1));
    assertEquals(START + 2_000, clock.millis());
    clock.set(Instant.EPOCH);
    assertEquals(0, clock.millis());
    assertEquals(1, clock.millis());
  }

  @Test
  void heldItStandsUntilEachHoldIsClosed() {
    FixedClock.Hold first = clock.hold();
    FixedClock.Hold second = clock.hold();
    assertEquals(START, clock.millis());
    first.close();
    first.close();
    assertEquals(START, clock.millis());
    clock.advance(Duration.ofMillis(5));
    assertEquals(START + 5, clock.millis());
    second.close();
    assertEquals(START + 5, clock.millis());
    assertEquals(START + 6, clock.millis());
  }
}
