package dev.couchgrass.store.chronicle;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What an engine runs on. Each executor but {@link #answers} runs one task at a time, in the order
 * in which they came.
 */
interface Threads {
  /** Appends, syncs, and every change of what is visible. */
  Executor writer();

  /** Folds, and what else writes pages. */
  Executor maintenance();

  /** Copies what is compacted. */
  Executor background();

  /**
   * Completes futures. What callers do then may take long, or wait for another write: it must not
   * keep the writer.
   */
  Executor answers();

  /** Runs a task on the writer again and again, until {@link #stop}. */
  void everyNowAndThen(Duration interval, Runnable task);

  /** Runs what was handed in, and refuses what comes: {@code RejectedExecutionException}. */
  void stop();
}
