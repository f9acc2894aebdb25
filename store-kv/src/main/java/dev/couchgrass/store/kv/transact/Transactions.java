package dev.couchgrass.store.kv.transact;

import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.TransactionOptions;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Caller;
import dev.couchgrass.store.flow.Sequencer;
import dev.couchgrass.store.kv.work.Workers;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs the transactions of a storage, one at a time, in the order in which they were asked for. */
public final class Transactions {
  /** How many wait at most. */
  private static final int MAX_WAITING = 100_000;

  private final Engine engine;
  private final Workers workers;
  private final Parts parts;
  private final Sequencer permits = new Sequencer();
  private final AtomicInteger waiting = new AtomicInteger();
  private Optional<KvTransaction> current = Optional.empty();
  private boolean closed;

  public Transactions(Engine engine, Workers workers, Parts parts) {
    this.engine = engine;
    this.workers = workers;
    this.parts = parts;
  }

  /** See {@link dev.couchgrass.store.Storage#transact}. */
  public <T> Future<T> run(
      TransactionOptions options, Function<StorageTransaction, Future<T>> work) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(
          new StoreException(ErrorCode.OVERLOADED, "Too many transactions are waiting, try later"));
    }
    Caller caller = Caller.current();
    return permits.run(
        () ->
            parts
                .logs()
                .map(logs -> begin(new KvTransaction(engine, workers, parts, logs, options)))
                .compose(transaction -> transaction.run(caller, work))
                .andThen(ended -> end()));
  }

  /** Runs upkeep when its turn comes, while no transaction is open. */
  void between(Supplier<Future<? extends Void>> upkeep) {
    permits.run(upkeep);
  }

  private synchronized KvTransaction begin(KvTransaction transaction) {
    current = Optional.of(transaction);
    if (closed) {
      transaction.cancel(closed());
    }
    return transaction;
  }

  private synchronized void end() {
    waiting.decrementAndGet();
    current = Optional.empty();
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("The storage is closed");
  }

  /** Rolls back what has not ended, and what waits; completes when that is done. */
  public Future<Void> close() {
    synchronized (this) {
      closed = true;
      current.ifPresent(transaction -> transaction.cancel(closed()));
    }
    return permits.run(Future::succeededFuture);
  }
}
