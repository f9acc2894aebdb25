package dev.couchgrass.instance.sync.schedule;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/** Lets so much work run at a time; the rest waits in the order in which it came. */
final class Slots {
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private int free;

  Slots(int free) {
    this.free = free;
  }

  <T> Future<T> run(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    Runnable start = () -> run(work, done);
    boolean now;
    synchronized (this) {
      now = free > 0;
      if (now) {
        free--;
      } else {
        waiting.add(start);
      }
    }
    if (now) {
      start.run();
    }
    return done.future();
  }

  private <T> void run(Supplier<Future<T>> work, Promise<T> done) {
    Future.succeededFuture()
        .compose(now -> work.get())
        .andThen(ended -> release())
        .onComplete(done);
  }

  private void release() {
    Runnable next;
    synchronized (this) {
      if (waiting.isEmpty()) {
        free++;
        return;
      }
      next = waiting.remove();
    }
    next.run();
  }
}
