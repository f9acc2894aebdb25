package dev.couchgrass.store.flow;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/** Runs asynchronous work one after the other, in the order in which it came. */
public final class Sequencer {
  private record Task<T>(Supplier<Future<? extends T>> work, Promise<T> result, Caller caller) {
    Future<?> start() {
      Future<T> running = Future.succeededFuture().compose(now -> work.get().map(done -> done));
      return running.andThen(
          ended ->
              caller.run(
                  () -> {
                    if (ended.succeeded()) {
                      result.complete(ended.result());
                    } else {
                      result.fail(ended.cause());
                    }
                  }));
    }
  }

  private final ArrayDeque<Task<?>> waiting = new ArrayDeque<>();
  private boolean running;

  /** A sequencer with nothing to do. */
  public Sequencer() {}

  /**
   * Starts the work when all that came before has ended, well or not. The future completes on the
   * caller's context.
   */
  public <T> Future<T> run(Supplier<Future<? extends T>> work) {
    Promise<T> result = Promise.promise();
    boolean start;
    synchronized (waiting) {
      waiting.add(new Task<>(work, result, Caller.current()));
      start = !running;
      running = true;
    }
    if (start) {
      runWaiting();
    }
    return result.future();
  }

  /** A loop and no recursion: what ends at once must not deepen the stack. */
  private void runWaiting() {
    while (true) {
      Task<?> next;
      synchronized (waiting) {
        if (waiting.isEmpty()) {
          running = false;
          return;
        }
        next = waiting.remove();
      }
      Future<?> ended = next.start();
      if (!ended.isComplete()) {
        ended.onComplete(done -> runWaiting());
        return;
      }
    }
  }
}
