package dev.couchgrass.store.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatTest {
  private static final int MANY = 1_000_000;

  private int steps;

  @Test
  void completeStepsDoNotGrowTheStack() {
    Future<Void> done = Repeat.whileTrue(() -> Future.succeededFuture(++steps < MANY));

    assertTrue(done.succeeded());
    assertEquals(MANY, steps);
  }

  @Test
  void stepsThatAreWaitedForAreTakenOneAfterTheOther() {
    List<Promise<Void>> begun = new ArrayList<>();
    Future<Void> done =
        Repeat.each(
            IntStream.range(0, 3).boxed().toList(),
            step -> {
              assertEquals(step, begun.size());
              begun.add(Promise.promise());
              return begun.get(step).future();
            });

    for (int step = 0; step < 3; step++) {
      assertEquals(step + 1, begun.size());
      assertFalse(done.isComplete());
      begun.get(step).complete();
    }
    assertTrue(done.succeeded());
  }

  @Test
  void theFirstFailureEndsIt() {
    IllegalStateException broken = new IllegalStateException("broken");
    Future<Void> done =
        Repeat.each(
            List.of(1, 2, 3),
            step -> {
              steps++;
              return step == 2 ? Future.failedFuture(broken) : Future.succeededFuture();
            });

    assertSame(broken, done.cause());
    assertEquals(2, steps);
  }

  @Test
  void whatAStepThrowsIsItsFailure() {
    IllegalStateException broken = new IllegalStateException("broken");
    Future<Void> done =
        Repeat.whileTrue(
            () -> {
              throw broken;
            });

    assertSame(broken, done.cause());
  }
}
