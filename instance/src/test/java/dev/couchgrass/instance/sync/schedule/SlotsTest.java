package dev.couchgrass.instance.sync.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private final List<String> started = new ArrayList<>();
  private final List<Promise<String>> work = new ArrayList<>();

  private Future<String> begin(Slots slots, String lane, String name) {
    return slots.run(
        lane,
        () -> {
          started.add(name);
          Promise<String> promise = Promise.promise();
          work.add(promise);
          return promise.future();
        });
  }

  @Test
  void soManyRunAndTheRestInOrder() {
    Slots slots = new Slots(2);
    for (String name : List.of("a", "b", "c", "d")) {
      begin(slots, name, name);
    }
    assertEquals(List.of("a", "b"), started);
    work.get(1).fail("gone");
    assertEquals(List.of("a", "b", "c"), started);
    work.get(0).complete("done");
    assertEquals(List.of("a", "b", "c", "d"), started);
  }

  @Test
  void aLaneHoldsUpItselfAlone() {
    Slots slots = new Slots(2);
    begin(slots, "slow", "slow 1");
    begin(slots, "slow", "slow 2");
    Future<String> other = begin(slots, "other", "other");
    assertEquals(List.of("slow 1", "other"), started);
    work.get(1).complete("done");
    assertTrue(other.succeeded());
    assertEquals(2, started.size());
    work.get(0).complete("done");
    assertEquals(List.of("slow 1", "other", "slow 2"), started);
  }

  @Test
  void whatThrowsFreesItsPlace() {
    Slots slots = new Slots(1);
    Future<String> thrown =
        slots.run(
            "a",
            () -> {
              throw new IllegalStateException("thrown");
            });
    assertTrue(thrown.failed());
    begin(slots, "a", "next");
    assertEquals(List.of("next"), started);
  }

  @Test
  @Tag("SYN-27")
  void closedWhenWhatRunsHasEnded() {
    Slots slots = new Slots(1);
    begin(slots, "a", "runs");
    Future<String> waits = begin(slots, "b", "waits");
    Future<Void> closing = slots.close();
    assertTrue(waits.failed());
    assertFalse(closing.isComplete());
    work.get(0).complete("done");
    assertTrue(closing.succeeded());
    assertTrue(begin(slots, "a", "late").failed());
    assertEquals(List.of("runs"), started);
    assertTrue(new Slots(1).close().succeeded());
  }
}
