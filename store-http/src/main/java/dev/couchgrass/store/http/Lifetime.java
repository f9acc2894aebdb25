package dev.couchgrass.store.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether a storage is open, and what still runs in it. */
final class Lifetime {
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Promise<Void> over = Promise.promise();
  private long running;
  private Optional<Promise<Void>> idle = Optional.empty();

  /** From any thread. */
  void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("The storage is closed");
    }
  }

  /** Whether this is the call that closes. From any thread. */
  boolean close() {
    return closed.compareAndSet(false, true);
  }

  /** Completes when everything is released. */
  Promise<Void> over() {
    return over;
  }

  /** Notes a call until it has ended. */
  <T> Future<T> track(Future<T> call) {
    running++;
    return call.andThen(
        done -> {
          running--;
          settle();
        });
  }

  /** Completes when every call has ended, or the time is over. */
  Future<Void> idle(Vertx vertx, Duration patience) {
    Promise<Void> promise = Promise.promise();
    idle = Optional.of(promise);
    long alarm = vertx.setTimer(patience.toMillis(), late -> promise.tryComplete());
    settle();
    return promise.future().andThen(over -> vertx.cancelTimer(alarm));
  }

  private void settle() {
    if (running == 0) {
      idle.ifPresent(Promise::tryComplete);
    }
  }
}
