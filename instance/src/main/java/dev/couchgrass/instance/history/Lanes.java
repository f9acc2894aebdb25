package dev.couchgrass.instance.history;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Runs some things at a time on workers, and no more: what came with an earlier call first, so that
 * nobody's answer waits for what was asked later. For several threads.
 */
final class Lanes {
  /**
   * How many things a worker does in a row: it need not ask an event loop for the next, which may
   * be busy, and yet gives itself back before anybody thinks that it hangs.
   */
  private static final int IN_A_ROW = 64;

  private record Task(long call, long number, Runnable work, Promise<Void> done, Context context) {
    /** Its end is heard where it was asked for. */
    void end(Optional<Throwable> failure) {
      context.runOnContext(
          here -> failure.ifPresentOrElse(done::tryFail, () -> done.tryComplete()));
    }
  }

  private final int most;
  private final Workers workers;
  private final PriorityQueue<Task> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Task::call).thenComparingLong(Task::number));
  private long calls;
  private long numbers;
  private int running;

  /**
   * So many lanes.
   *
   * @param most how many things run at a time
   */
  Lanes(int most, Workers workers) {
    this.most = most;
    this.workers = workers;
  }

  /** The number of a call: those of earlier calls are smaller. */
  synchronized long call() {
    return calls++;
  }

  /** Runs something when its turn comes; completes with it, on the caller's context. */
  Future<Void> run(long call, Runnable work) {
    Promise<Void> done = Promise.promise();
    synchronized (this) {
      waiting.add(new Task(call, numbers++, work, done, workers.context()));
      if (running == most) {
        return done.future();
      }
      running++;
    }
    begin();
    return done.future();
  }

  private void begin() {
    workers
        .run(this::runSome)
        .onComplete(
            ended -> {
              if (ended.failed()) {
                fail(ended.cause());
              } else if (goesOn()) {
                begin();
              }
            });
  }

  private Void runSome() {
    Optional<Task> next = next();
    for (int i = 1; next.isPresent(); i++) {
      Task task = next.get();
      task.end(failure(task.work()));
      next = i < IN_A_ROW ? next() : Optional.empty();
    }
    return null;
  }

  private static Optional<Throwable> failure(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      return Optional.of(e);
    }
  }

  private synchronized Optional<Task> next() {
    return Optional.ofNullable(waiting.poll());
  }

  /** Whether there is more for a lane that has come to an end; else it is given back. */
  private synchronized boolean goesOn() {
    if (waiting.isEmpty()) {
      running--;
    }
    return !waiting.isEmpty();
  }

  /** There are no workers any more. */
  private void fail(Throwable why) {
    List<Task> left;
    synchronized (this) {
      running--;
      left = new ArrayList<>(waiting);
      waiting.clear();
    }
    left.forEach(task -> task.end(Optional.of(why)));
  }
}
