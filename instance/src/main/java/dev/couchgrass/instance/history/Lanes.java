package dev.couchgrass.instance.history;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * Runs some things at a time, and no more: what came with an earlier call first, so that nobody's
 * answer waits for what was asked later. For several threads.
 */
final class Lanes {
  private record Task(long call, long number, Supplier<Future<Void>> work, Promise<Void> done) {}

  private final int most;
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
  Lanes(int most) {
    this.most = most;
  }

  /** The number of a call: those of earlier calls are smaller. */
  synchronized long call() {
    return calls++;
  }

  /** Runs something when its turn comes; completes with it. */
  Future<Void> run(long call, Supplier<Future<Void>> work) {
    Promise<Void> done = Promise.promise();
    synchronized (this) {
      waiting.add(new Task(call, numbers++, work, done));
    }
    next().ifPresent(this::start);
    return done.future();
  }

  private synchronized Optional<Task> next() {
    if (running == most || waiting.isEmpty()) {
      return Optional.empty();
    }
    running++;
    return Optional.of(waiting.remove());
  }

  /** The next one begins before anybody hears of this one, so that workers need not wait. */
  private void start(Task task) {
    Future.succeededFuture()
        .compose(now -> task.work().get())
        .onComplete(
            ended -> {
              end();
              next().ifPresent(this::start);
              task.done().handle(ended);
            });
  }

  private synchronized void end() {
    running--;
  }
}
