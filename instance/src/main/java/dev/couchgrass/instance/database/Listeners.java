package dev.couchgrass.instance.database;

import dev.couchgrass.core.entry.Tips;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each listener how a database goes on, in the order of the writes. */
final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<Told> all = new CopyOnWriteArrayList<>();

  /** Whether somebody listens. */
  boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * Adds a listener, and tells it what it does not know. Called in the order of the writes.
   *
   * @param known what it knows
   */
  Registration add(Tips known, Tips now, WriteListener listener) {
    Told told = new Told(listener, known);
    all.add(told);
    told.tell(now, WriteSource.BOTH);
    return () -> all.remove(told);
  }

  /** Tells a write. Called in the order of the writes. */
  void tell(Tips after, WriteSource source) {
    all.forEach(told -> told.tell(after, source));
  }

  /** One listener. What it can't be told yet waits, as one. */
  private static final class Told {
    private final WriteListener listener;
    private Tips last;
    private Optional<WriteEvent> next = Optional.empty();
    private boolean busy;

    Told(WriteListener listener, Tips last) {
      this.listener = listener;
      this.last = last;
    }

    void tell(Tips after, WriteSource source) {
      synchronized (this) {
        if (after.equals(last)) {
          return;
        }
        WriteEvent event = new WriteEvent(last, after, source);
        last = after;
        next = Optional.of(next.map(earlier -> earlier.and(event)).orElse(event));
        if (busy) {
          return;
        }
        busy = true;
      }
      goOn();
    }

    /** A loop and no recursion: a listener that is done at once must not deepen the stack. */
    private void goOn() {
      for (Optional<WriteEvent> event = take(); event.isPresent(); event = take()) {
        Future<?> done = call(event.get());
        if (!done.isComplete()) {
          done.onComplete(ended -> goOn());
          return;
        }
      }
    }

    private synchronized Optional<WriteEvent> take() {
      Optional<WriteEvent> event = next;
      next = Optional.empty();
      busy = event.isPresent();
      return event;
    }

    private Future<?> call(WriteEvent event) {
      return Future.succeededFuture()
          .compose(now -> listener.written(event).mapEmpty())
          .recover(
              failure -> {
                LOG.warn("A listener of a database failed", failure);
                return Future.succeededFuture();
              });
    }
  }
}
