package dev.couchgrass.sync.time;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Runs something later, once. Goes with a clock, on which the time has passed by then. */
@FunctionalInterface
public interface Timers {
  /**
   * Runs a task after a pause, on any thread.
   *
   * @param pause at least a millisecond
   */
  Timer after(Duration pause, Runnable task);

  /** Something that will be run. */
  @FunctionalInterface
  interface Timer {
    /** Whether it will not be run any more; false if it was, or is about to be. */
    boolean cancel();
  }

  /** Those of Vert.x, which go with the system's clock. */
  static Timers of(Vertx vertx) {
    return (pause, task) -> {
      long id = vertx.setTimer(pause.toMillis(), now -> task.run());
      return () -> vertx.cancelTimer(id);
    };
  }
}
