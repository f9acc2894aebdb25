package dev.couchgrass.store.kv.work;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicLong;

/** Counts who is inside; once closed, lets nobody in and tells when the last one has left. */
final class Gate {
  private static final long CLOSED = 1;
  private static final long ONE = 2;

  /** Twice the number of those inside, plus one when closed. */
  private final AtomicLong state = new AtomicLong();

  private final Promise<Void> emptied = Promise.promise();

  /**
   * @throws IllegalStateException if it is closed
   */
  void enter() {
    // One addition, and seldom a second one: every read passes here, on all threads.
    if ((state.getAndAdd(ONE) & CLOSED) != 0) {
      leave();
      throw new IllegalStateException("The storage is closed");
    }
  }

  void leave() {
    if (state.addAndGet(-ONE) == CLOSED) {
      emptied.tryComplete();
    }
  }

  Future<Void> close() {
    if (state.updateAndGet(now -> now | CLOSED) == CLOSED) {
      emptied.tryComplete();
    }
    return emptied.future();
  }
}
