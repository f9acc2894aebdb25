package dev.couchgrass.instance.sync.serve;

import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * How many requests are read and answered at a time. Those that nobody has been found to permit
 * have half of the places, so that what is under way for others goes on. For several threads.
 */
final class Places {
  private final int all;
  private int taken;
  private int unproven;
  private boolean closed;
  private final Promise<Void> ended = Promise.promise();

  Places(int all) {
    this.all = all;
  }

  /** The place of one request, until it has left. */
  final class Place {
    private boolean proven;
    private boolean left;

    /** The settings of a database name a key that permits the request. */
    void prove() {
      synchronized (Places.this) {
        if (!proven && !left) {
          proven = true;
          unproven--;
        }
      }
    }

    /** Frees the place. Idempotent. */
    void leave() {
      synchronized (Places.this) {
        if (!left) {
          left = true;
          taken--;
          unproven -= proven ? 0 : 1;
          endIfIdle();
        }
      }
    }
  }

  private void endIfIdle() {
    if (closed && taken == 0) {
      ended.tryComplete();
    }
  }

  /** Completes when all have left that are in now. */
  synchronized Future<Void> close() {
    closed = true;
    endIfIdle();
    return ended.future();
  }

  /**
   * Takes a place.
   *
   * @throws StoreException {@code OVERLOADED} if there is none
   * @throws InstanceException {@code SYNC_OFF} once this is closed
   */
  synchronized Place enter() {
    if (closed) {
      throw new InstanceException(InstanceProblem.SYNC_OFF);
    }
    if (taken >= all || unproven >= Math.max(1, Account.share(false, all))) {
      throw new StoreException(ErrorCode.OVERLOADED, "Too many peers ask at once");
    }
    taken++;
    unproven++;
    return new Place();
  }
}
