package dev.couchgrass.store.kv.log;

import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.commit.Turn;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.operation.LogSnapshot;
import dev.couchgrass.store.operation.LogStores;
import io.vertx.core.Future;
import java.util.function.Function;

/** Signed logs over an engine, as they are when each read begins. */
public final class KvLogStores extends KvLogView implements LogStores {
  private final Current current;
  private final LogTerms terms;

  private KvLogStores(Current current, LogTerms terms) {
    super(current, terms);
    this.current = current;
    this.terms = terms;
  }

  /**
   * Those of an engine.
   *
   * @param number which stands for them in keys, and for no database
   */
  public static KvLogStores of(Engine engine, int number, Workers workers, LogTerms terms) {
    return new KvLogStores(new Current(engine, new LogKeys(number), workers), terms);
  }

  @Override
  public Future<LogSnapshot> snapshot() {
    current.requireOpen();
    return current.workers.read(
        () -> KvLogSnapshot.of(current.engine.snapshot(), current.keys, current.workers, terms));
  }

  /**
   * The newest state, for a transaction: there is one at a time, and nobody else writes to signed
   * logs.
   *
   * @param swept called when it is committed that rows are to be swept
   */
  public Turn<LogUnit> takeTurn(Runnable swept) {
    return new Turn<>(
        current.engine.snapshot(), newest -> new LogUnit(newest, current.keys, swept), () -> {});
  }

  /** What a transaction that has the turn sees. */
  public LogMoment moment(Snapshot view) {
    return new LogMoment(view, current.keys);
  }

  /** What they need of the world. */
  public LogTerms terms() {
    return terms;
  }

  /** Later calls throw. */
  public void close() {
    current.closed = true;
  }

  private static final class Current implements LogAccess {
    private final Engine engine;
    private final LogKeys keys;
    private final Workers workers;
    private volatile boolean closed;

    Current(Engine engine, LogKeys keys, Workers workers) {
      this.engine = engine;
      this.keys = keys;
      this.workers = workers;
    }

    void requireOpen() {
      if (closed) {
        throw new IllegalStateException("The storage is closed");
      }
    }

    @Override
    public <T> Future<T> read(long weight, Function<LogMoment, T> read) {
      requireOpen();
      return workers.read(
          weight,
          () -> {
            try (Snapshot snapshot = engine.snapshot()) {
              return read.apply(new LogMoment(snapshot, keys));
            }
          });
    }
  }
}
