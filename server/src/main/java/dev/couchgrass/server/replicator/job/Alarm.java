package dev.couchgrass.server.replicator.job;

import java.time.Duration;

/** Wakes somebody later. */
@FunctionalInterface
public interface Alarm {
  /**
   * Runs a task after a while, on the caller's context.
   *
   * @return takes it back, unless it has run
   */
  Runnable set(Duration after, Runnable task);
}
