package dev.couchgrass.store.kv.database;

import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Wakes whoever waits for the database to change. */
final class CommitSignal {
  private final Set<Promise<Void>> waiting = new HashSet<>();
  private long newest;
  private boolean over;

  /** Tells that a commit made this update sequence. */
  void committed(long sequence) {
    List<Promise<Void>> woken;
    synchronized (waiting) {
      newest = Math.max(newest, sequence);
      woken = new ArrayList<>(waiting);
      waiting.clear();
    }
    woken.forEach(Promise::tryComplete);
  }

  /** Tells that nothing will ever change again: whoever waits fails. */
  void end() {
    List<Promise<Void>> woken;
    synchronized (waiting) {
      over = true;
      woken = new ArrayList<>(waiting);
      waiting.clear();
    }
    woken.forEach(promise -> promise.tryFail(StoreException.databaseMissing()));
  }

  /** Waits for an update sequence above this one. */
  Wait above(long sequence) {
    Promise<Void> promise = Promise.promise();
    synchronized (waiting) {
      if (over) {
        promise.fail(StoreException.databaseMissing());
      } else if (newest > sequence) {
        promise.complete();
      } else {
        waiting.add(promise);
      }
    }
    return new Wait(promise);
  }

  /** One who waits. */
  final class Wait {
    private final Promise<Void> promise;

    private Wait(Promise<Void> promise) {
      this.promise = promise;
    }

    Future<Void> future() {
      return promise.future();
    }

    /** Ends the waiting, as if something had changed. */
    void cancel() {
      synchronized (waiting) {
        waiting.remove(promise);
      }
      promise.tryComplete();
    }
  }
}
