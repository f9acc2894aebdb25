package dev.couchgrass.server.replicator.schedule;

import dev.couchgrass.server.replicator.schedule.JobStatus.State;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A job within the schedule. */
final class Entry {
  /** What it is about, for the schedule. */
  enum Phase {
    WAITING,
    RUNNING,
    /** It was told to stop, and still has its place. */
    STOPPING
  }

  final String id;
  final boolean continuous;
  final long number;
  Phase phase = Phase.WAITING;

  /** Since when it is what it is; for one that waits, from when on it may start. */
  Instant since;

  int errors;
  private final Deque<JobEvent> history = new ArrayDeque<>();

  Entry(String id, boolean continuous, long number, Instant now) {
    this.id = id;
    this.continuous = continuous;
    this.number = number;
    this.since = now;
    note(JobEvent.Kind.ADDED, now, Optional.empty());
  }

  boolean mayStart(Instant now) {
    return phase == Phase.WAITING && !since.isAfter(now);
  }

  /** Whether it has run for so long that others may have its place. */
  boolean mayYield(Instant startedBefore) {
    return phase == Phase.RUNNING && continuous && !since.isAfter(startedBefore);
  }

  void turn(Phase next, JobEvent.Kind kind, Instant now) {
    phase = next;
    since = now;
    note(kind, now, Optional.empty());
  }

  void crash(String reason, Instant now, Instant next) {
    phase = Phase.WAITING;
    since = next;
    note(JobEvent.Kind.CRASHED, now, Optional.of(reason));
  }

  private void note(JobEvent.Kind kind, Instant now, Optional<String> reason) {
    history.addFirst(new JobEvent(kind, now, reason));
    if (history.size() > Schedule.MOST_EVENTS) {
      history.removeLast();
    }
  }

  JobStatus status() {
    State state =
        phase != Phase.WAITING ? State.RUNNING : errors > 0 ? State.CRASHING : State.PENDING;
    return new JobStatus(state, errors, List.copyOf(history));
  }
}
