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
  private final Set<Promise<Boolean>> waiting = new HashSet<>();
  private long newest;
  private End end = End.NOT;

  /** How the waiting has ended for good. */
  enum End {
    NOT,
    DELETED,
    CLOSED
  }

  /** Tells that a commit made this update sequence. */
  void committed(long sequence) {
    List<Promise<Boolean>> woken;
    synchronized (waiting) {
      newest = Math.max(newest, sequence);
      woken = new ArrayList<>(waiting);
      waiting.clear();
    }
    woken.forEach(promise -> promise.tryComplete(true));
  }

  /** Tells that nothing will ever change again. */
  void end(End how) {
    List<Promise<Boolean>> woken;
    synchronized (waiting) {
      end = how;
      woken = new ArrayList<>(waiting);
      waiting.clear();
    }
    woken.forEach(promise -> end(promise, how));
  }

  private static void end(Promise<Boolean> promise, End how) {
    if (how == End.DELETED) {
      promise.tryFail(StoreException.databaseMissing());
    } else {
      promise.tryComplete(false);
    }
  }

  /** Waits for an update sequence above this one. */
  Wait above(long sequence) {
    Promise<Boolean> promise = Promise.promise();
    synchronized (waiting) {
      if (end != End.NOT) {
        end(promise, end);
      } else if (newest > sequence) {
        promise.complete(true);
      } else {
        waiting.add(promise);
      }
    }
    return new Wait(promise);
  }

  /** One who waits. */
  final class Wait {
    private final Promise<Boolean> promise;

    private Wait(Promise<Boolean> promise) {
      this.promise = promise;
    }

    /** True if something changed, false if the waiting has ended; fails if the database is gone. */
    Future<Boolean> future() {
      return promise.future();
    }

    /** Ends the waiting. */
    void cancel() {
      synchronized (waiting) {
        waiting.remove(promise);
      }
      promise.tryComplete(false);
    }
  }
}
