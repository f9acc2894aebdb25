package dev.couchgrass.server.replicator.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.replicator.schedule.JobStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final Schedule schedule =
      new Schedule(
          new Schedule.Limits(2, INTERVAL, 1), failures -> Duration.ofSeconds(10L * failures));

  private static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }

  private State state(String id) {
    return schedule.status(id).orElseThrow().state();
  }

  private void add(String id, boolean continuous, long second) {
    schedule.add(id, continuous, at(second));
  }

  private void starts(long second, String... ids) {
    Schedule.Turn turn = schedule.turn(at(second));
    assertEquals(List.of(ids), turn.start());
    assertEquals(List.of(), turn.stop());
  }

  @Test
  void asManyRunAsMayInTheOrderInWhichTheyCame() {
    for (String id : List.of("a", "b", "c")) {
      add(id, false, 0);
    }
    starts(0, "a", "b");
    assertEquals(State.RUNNING, state("a"));
    assertEquals(State.PENDING, state("c"));
    starts(5);
    schedule.remove("a");
    starts(6, "c");
  }

  @Test
  void continuousJobsTakeTurns() {
    add("a", true, 0);
    starts(0, "a");
    add("b", true, 1);
    starts(1, "b");
    add("c", true, 2);
    starts(2);
    assertEquals(Optional.of(at(60)), schedule.next(at(2)));
    assertEquals(List.of("a"), schedule.turn(at(60)).stop());
    // It keeps its place until it has stopped, and nobody else has to go meanwhile.
    starts(61);
    assertEquals(Optional.empty(), schedule.next(at(61)), "it is told when one has stopped");
    assertEquals(State.RUNNING, state("a"));
    schedule.stopped("a", at(62));
    assertEquals(State.PENDING, state("a"));
    assertEquals(
        new Schedule.Turn(List.of("c"), List.of("b")),
        schedule.turn(at(62)),
        "the place of one goes to who waited longest, and the next one goes for the first");
    schedule.stopped("b", at(63));
    starts(63, "a");
  }

  @Test
  void whoIsNotContinuousRunsToItsEnd() {
    add("a", false, 0);
    add("b", false, 0);
    starts(0, "a", "b");
    add("c", true, 1);
    starts(10_000);
    assertEquals(Optional.empty(), schedule.next(at(10_000)));
  }

  @Test
  void nobodyMakesRoomForNobody() {
    add("a", true, 0);
    starts(0, "a");
    starts(10_000);
    assertEquals(Optional.empty(), schedule.next(at(10_000)));
  }

  @Test
  void failuresMakeItWaitLongerEachTime() {
    add("a", true, 0);
    starts(0, "a");
    schedule.crashed("a", "first", false, at(1));
    assertEquals(State.CRASHING, state("a"));
    assertEquals(Optional.of(at(11)), schedule.next(at(1)));
    starts(10);
    starts(11, "a");
    schedule.crashed("a", "second", false, at(12));
    assertEquals(2, schedule.status("a").orElseThrow().errors());
    assertEquals(Optional.of(at(32)), schedule.next(at(12)));
    starts(32, "a");
    schedule.crashed("a", "third", true, at(40));
    assertEquals(1, schedule.status("a").orElseThrow().errors(), "it had done something");
    assertEquals(Optional.of(at(50)), schedule.next(at(40)));
    starts(50, "a");
    schedule.stopped("a", at(51));
    assertEquals(State.PENDING, state("a"), "it did not fail again");
  }

  @Test
  void whatHappenedIsRememberedNewestFirst() {
    add("a", true, 0);
    for (int i = 0; i < Schedule.MOST_EVENTS; i++) {
      long second = i * 1_000L;
      starts(second, "a");
      schedule.crashed("a", "crash " + i, true, at(second + 1));
    }
    List<JobEvent> history = schedule.status("a").orElseThrow().history();
    assertEquals(Schedule.MOST_EVENTS, history.size());
    assertEquals(Optional.of("crash 19"), history.get(0).reason());
    assertEquals(JobEvent.Kind.STARTED, history.get(1).kind());
  }

  /** Random lives of many jobs: never too many at a time, and nobody waits for ever. */
  @Test
  void nobodyStarves() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Set<String> running = new HashSet<>();
    Map<String, Integer> starts = new HashMap<>();
    for (int i = 0; i < 9; i++) {
      add("job" + i, true, 0);
    }
    for (long second = 0; second < 60 * 200; second += 1 + random.nextInt(20)) {
      Schedule.Turn turn = schedule.turn(at(second));
      running.addAll(turn.start());
      turn.start().forEach(id -> starts.merge(id, 1, Integer::sum));
      for (String id : turn.stop()) {
        assertTrue(running.remove(id), "seed " + seed);
        schedule.stopped(id, at(second));
      }
      if (random.nextInt(10) == 0 && !running.isEmpty()) {
        String id = running.iterator().next();
        running.remove(id);
        schedule.crashed(id, "", random.nextBoolean(), at(second));
      }
      assertTrue(running.size() <= 2, "seed " + seed);
    }
    assertEquals(9, starts.size(), "seed " + seed);
    starts.forEach((id, times) -> assertTrue(times >= 10, () -> id + " seed " + seed));
  }
}
