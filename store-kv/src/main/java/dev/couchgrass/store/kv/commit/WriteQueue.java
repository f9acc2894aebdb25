package dev.couchgrass.store.kv.commit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What waits for a database's writer, in order, and whether the writer is at work. */
final class WriteQueue<U extends UnitOfWork> {
  private final long maxWaiting;
  private final ArrayDeque<Pending<U, ?>> waiting = new ArrayDeque<>();
  private final Promise<Void> idle = Promise.promise();
  private long weight;
  private boolean running;
  private Closing closing = Closing.NOT;

  /** Whether more is taken. */
  enum Closing {
    NOT,
    /** The last mutation was handed in. */
    GONE,
    CLOSED
  }

  /** What became of a mutation that was handed in. */
  enum Added {
    /** It waits for the writer, who is at work. */
    QUEUED,
    /** It waits, and whoever handed it in is to start the writer. */
    IDLE,
    FULL,
    GONE
  }

  WriteQueue(long maxWaiting) {
    this.maxWaiting = maxWaiting;
  }

  synchronized Added add(Pending<U, ?> pending, boolean limited, boolean last) {
    if (closing == Closing.CLOSED) {
      throw new IllegalStateException("The storage is closed");
    }
    if (closing == Closing.GONE) {
      return Added.GONE;
    }
    // A single call is taken whatever its weight, if nothing waits.
    if (limited && weight > 0 && weight + pending.weight() > maxWaiting) {
      return Added.FULL;
    }
    closing = last ? Closing.GONE : closing;
    waiting.add(pending);
    weight += pending.weight();
    boolean start = !running;
    running = true;
    return start ? Added.IDLE : Added.QUEUED;
  }

  /** Takes mutations again, after the last one has failed. */
  synchronized void reopen() {
    closing = closing == Closing.GONE ? Closing.NOT : closing;
  }

  synchronized Future<Void> close() {
    closing = Closing.CLOSED;
    if (!running) {
      idle.tryComplete();
    }
    return idle.future();
  }

  /** The weight of the next mutation, 0 if there is none. */
  synchronized long nextWeight() {
    return waiting.isEmpty() ? 0 : waiting.element().weight();
  }

  /** What the next commit takes; if there is nothing, the writer is idle from then on. */
  List<Pending<U, ?>> take(long maxWeight) {
    List<Pending<U, ?>> group = new ArrayList<>();
    boolean over;
    synchronized (this) {
      long taken = 0;
      while (!waiting.isEmpty() && mayJoin(waiting.element(), group, taken, maxWeight)) {
        Pending<U, ?> next = waiting.remove();
        taken += next.weight();
        group.add(next);
      }
      weight -= taken;
      running = !group.isEmpty();
      over = !running && closing == Closing.CLOSED;
    }
    if (over) {
      idle.tryComplete();
    }
    return group;
  }

  private boolean mayJoin(
      Pending<U, ?> next, List<Pending<U, ?>> group, long taken, long maxWeight) {
    if (group.isEmpty()) {
      return true;
    }
    return !next.isAlone() && !group.get(0).isAlone() && taken + next.weight() <= maxWeight;
  }

  /** Puts a group back to the front, each to be committed alone. */
  synchronized void putBack(List<Pending<U, ?>> group) {
    for (int i = group.size() - 1; i >= 0; i--) {
      Pending<U, ?> pending = group.get(i);
      pending.setAlone();
      waiting.addFirst(pending);
      weight += pending.weight();
    }
  }
}
