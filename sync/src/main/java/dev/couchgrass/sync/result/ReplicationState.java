package dev.couchgrass.sync.result;

import java.time.Instant;

/** What a replication is about. */
public sealed interface ReplicationState {
  /** What it did so far. */
  ReplicationResult soFar();

  /** Whether it will do nothing more. */
  default boolean over() {
    return false;
  }

  /**
   * Changes travel, or are looked for.
   *
   * @param remaining how many changes the source has beyond those that were taken: never too few
   */
  record Running(ReplicationResult soFar, long remaining) implements ReplicationState {}

  /** A live one has nothing to do, and waits for changes. */
  record Idle(ReplicationResult soFar) implements ReplicationState {}

  /**
   * Something failed, and it tries again.
   *
   * @param next when
   * @param failures how many attempts have failed in a row
   */
  record Retrying(ReplicationResult soFar, Throwable error, Instant next, int failures)
      implements ReplicationState {}

  /** Everything that the source had is in the target, but for the failures. */
  record Completed(ReplicationResult soFar) implements ReplicationState {
    @Override
    public boolean over() {
      return true;
    }
  }

  /** It was told to end. */
  record Cancelled(ReplicationResult soFar) implements ReplicationState {
    @Override
    public boolean over() {
      return true;
    }
  }

  /** Something failed, and it gave up. */
  record Failed(ReplicationResult soFar, Throwable error) implements ReplicationState {
    @Override
    public boolean over() {
      return true;
    }
  }
}
