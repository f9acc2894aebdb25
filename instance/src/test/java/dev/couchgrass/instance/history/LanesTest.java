package dev.couchgrass.instance.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final Lanes lanes = new Lanes(2);
  private final List<String> begun = new ArrayList<>();

  private Future<Void> run(long call, String name, Promise<Void> end) {
    return lanes.run(
        call,
        () -> {
          begun.add(name);
          return end.future();
        });
  }

  @Test
  void asManyAsThereAreLanesRunAtATimeThoseOfEarlierCallsFirst() {
    long early = lanes.call();
    long late = lanes.call();
    Promise<Void> first = Promise.promise();
    Promise<Void> second = Promise.promise();
    run(late, "late 1", first);
    run(late, "late 2", second);
    run(late, "late 3", Promise.promise());
    run(early, "early 1", Promise.promise());
    assertEquals(List.of("late 1", "late 2"), begun);
    first.complete();
    assertEquals(List.of("late 1", "late 2", "early 1"), begun);
    second.complete();
    assertEquals(List.of("late 1", "late 2", "early 1", "late 3"), begun);
  }

  @Test
  void aFailureFreesItsLane() {
    Future<Void> failed =
        lanes.run(
            0,
            () -> {
              throw new IllegalStateException("broken");
            });
    assertTrue(failed.failed());
    Future<Void> other = lanes.run(0, () -> Future.failedFuture("no"));
    assertTrue(other.failed());
    run(0, "one", Promise.promise());
    run(0, "two", Promise.promise());
    run(0, "three", Promise.promise());
    assertEquals(List.of("one", "two"), begun);
  }
}
