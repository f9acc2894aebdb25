package dev.couchgrass.store.kv.log;

import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.operation.LogSnapshot;
import io.vertx.core.Future;
import java.util.function.Function;

/** Signed logs at one moment, for as many reads at once as there are. */
final class KvLogSnapshot extends KvLogView implements LogSnapshot {
  private final Held held;

  private KvLogSnapshot(Held held, LogTerms terms) {
    super(held, terms);
    this.held = held;
  }

  static KvLogSnapshot of(Snapshot snapshot, LogKeys keys, Workers workers, LogTerms terms) {
    return new KvLogSnapshot(new Held(new LogMoment(snapshot, keys), workers), terms);
  }

  @Override
  public Future<Void> close() {
    held.close();
    return Future.succeededFuture();
  }

  /** A moment that is released when it was closed, and the last read of it has ended. */
  private static final class Held implements LogAccess {
    private final LogMoment moment;
    private final Workers workers;
    private int reads;
    private boolean closed;

    Held(LogMoment moment, Workers workers) {
      this.moment = moment;
      this.workers = workers;
    }

    @Override
    public <T> Future<T> read(long weight, Function<LogMoment, T> read) {
      enter();
      try {
        return workers.read(weight, () -> counted(read));
      } catch (RuntimeException e) {
        leave();
        throw e;
      }
    }

    private <T> T counted(Function<LogMoment, T> read) {
      try {
        return read.apply(moment);
      } finally {
        leave();
      }
    }

    private synchronized void enter() {
      if (closed) {
        throw new IllegalStateException("The snapshot is closed");
      }
      reads++;
    }

    private synchronized void leave() {
      reads--;
      releaseIfDone();
    }

    synchronized void close() {
      closed = true;
      releaseIfDone();
    }

    private void releaseIfDone() {
      if (closed && reads == 0) {
        moment.snapshot().close();
      }
    }
  }
}
