package dev.couchgrass.instance.history;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs some things at a time on workers, and no more: what came with an earlier call first, so that
 * nobody's answer waits for what was asked later. For several threads.
 */
final class Lanes {
  /**
   * How many things a worker does in a row: it need not ask an event loop for the next, which may
   * be busy, and yet gives itself back before anybody thinks that it hangs.
   */
  private static final int IN_A_ROW = 8;

  private record Task(long call, long number, Runnable work, Promise<Void> done, Context context) {
    /** Its end is heard where it was asked for, as long as there is such a place. */
    void end(Optional<Throwable> failure) {
      try {
        context.runOnContext(here -> complete(failure));
      } catch (RejectedExecutionException e) {
        complete(failure);
      }
    }

    private void complete(Optional<Throwable> failure) {
      failure.ifPresentOrElse(done::tryFail, done::tryComplete);
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
              } else if (ended.result()) {
                begin();
              }
            });
  }

  /** Whether the lane has more to do, or else is given back. */
  private boolean runSome() {
    for (int i = 0; i < IN_A_ROW; i++) {
      Optional<Task> next = next();
      if (next.isEmpty()) {
        return false;
      }
      next.get().end(failure(next.get().work()));
    }
    return true;
  }

  private static Optional<Throwable> failure(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      return Optional.of(e);
    }
  }

  /** What comes next; if nothing does, the lane is given back. */
  private synchronized Optional<Task> next() {
    if (waiting.isEmpty()) {
      running--;
    }
    return Optional.ofNullable(waiting.poll());
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
