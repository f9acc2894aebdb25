package dev.couchgrass.store.kv.transact;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentTransaction;
import dev.couchgrass.store.EntryTransaction;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.TransactionOptions;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Caller;
import dev.couchgrass.store.flow.Sequencer;
import dev.couchgrass.store.kv.commit.Lane;
import dev.couchgrass.store.kv.commit.Mutation;
import dev.couchgrass.store.kv.commit.Turn;
import dev.couchgrass.store.kv.commit.UnitOfWork;
import dev.couchgrass.store.kv.database.KvDatabase;
import dev.couchgrass.store.kv.entry.KvEntryStore;
import dev.couchgrass.store.kv.log.KvLogStores;
import dev.couchgrass.store.kv.log.LogAccess;
import dev.couchgrass.store.kv.log.LogMoment;
import dev.couchgrass.store.kv.log.LogUnit;
import dev.couchgrass.store.kv.log.LogWriters;
import dev.couchgrass.store.kv.work.Alarm;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.operation.AddressBookWriter;
import dev.couchgrass.store.operation.CursorWriter;
import dev.couchgrass.store.operation.LogWriter;
import dev.couchgrass.store.operation.OperationWriter;
import dev.couchgrass.store.operation.OrdererWriter;
import dev.couchgrass.store.operation.StateWriter;
import dev.couchgrass.store.operation.TopicWriter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/** A transaction, from its beginning to its end. */
final class KvTransaction implements StorageTransaction, Lane, LogAccess.Writing {
  private final Engine engine;
  private final Workers workers;
  private final Parts parts;
  private final TransactionOptions options;
  private final Sequencer calls = new Sequencer();
  private final Alarm alarm;
  private final Promise<Void> cancelled = Promise.promise();
  private final Turn<LogUnit> logTurn;
  private final LogMoment logMoment;
  private final LogWriters writers;
  private final Taken<DatabaseName, DocumentTransaction> databases = new Taken<>();
  private final Taken<Boolean, EntryTransaction> entries = new Taken<>();
  private final List<Turn<?>> turns = new ArrayList<>();
  private long bytes;
  private long changes;
  private boolean ended;
  private boolean over;

  KvTransaction(
      Engine engine, Workers workers, Parts parts, KvLogStores logs, TransactionOptions options) {
    this.engine = engine;
    this.workers = workers;
    this.parts = parts;
    this.options = options;
    this.alarm = workers.alarm();
    this.logTurn = logs.takeTurn(parts::sweep);
    this.logMoment = logs.moment(logTurn.view());
    this.writers = new LogWriters(this, logs.terms());
    turns.add(logTurn);
  }

  /** Runs work, and ends the transaction with it. */
  <T> Future<T> run(Caller caller, Function<StorageTransaction, Future<T>> work) {
    Promise<T> worked = Promise.promise();
    cancelled
        .future()
        .onFailure(
            why -> {
              worked.tryFail(why);
            });
    alarm.set(options.timeout(), () -> cancel(expired()));
    if (!worked.future().isComplete()) {
      caller.run(() -> start(work, worked));
    }
    return worked.future().transform(this::end);
  }

  private <T> void start(Function<StorageTransaction, Future<T>> work, Promise<T> worked) {
    Future<T> result;
    try {
      result = Objects.requireNonNull(work.apply(this), "The work of a transaction has a future");
    } catch (RuntimeException | Error e) {
      worked.tryFail(e);
      return;
    }
    result.onComplete(
        done -> {
          if (done.succeeded()) {
            worked.tryComplete(done.result());
          } else {
            worked.tryFail(done.cause());
          }
        });
  }

  private static StoreException expired() {
    return new StoreException(ErrorCode.TRANSACTION_EXPIRED, "The transaction took too long");
  }

  /** Rolls the transaction back, unless it is being committed already. */
  void cancel(RuntimeException why) {
    cancelled.tryFail(why);
  }

  private <T> Future<T> end(AsyncResult<T> worked) {
    synchronized (this) {
      ended = true;
    }
    alarm.cancel();
    // Behind the calls that were made before.
    return calls.run(
        () ->
            (worked.succeeded() ? commit() : Future.<Void>failedFuture(worked.cause()))
                .andThen(done -> giveBack())
                .map(done -> worked.result()));
  }

  /** Ends all turns, and those that are still to come as soon as they do. */
  private void giveBack() {
    List<Turn<?>> all;
    synchronized (this) {
      over = true;
      all = List.copyOf(turns);
    }
    Optional<RuntimeException> failure = Optional.empty();
    for (Turn<?> turn : all) {
      try {
        turn.end();
      } catch (RuntimeException e) {
        // The others go back all the same: somebody waits for each.
        failure = Optional.of(e);
      }
    }
    failure.ifPresent(
        e -> {
          throw e;
        });
  }

  /** Notes a turn, to be given back in the end; if that was already, at once. */
  private <U extends UnitOfWork> Turn<U> noted(Turn<U> turn) {
    boolean late;
    synchronized (this) {
      late = over;
      if (!late) {
        turns.add(turn);
      }
    }
    if (late) {
      turn.end();
      throw hasEnded();
    }
    return turn;
  }

  private static IllegalStateException hasEnded() {
    return new IllegalStateException("The transaction has ended");
  }

  private Future<Void> commit() {
    return changes == 0
        ? Future.succeededFuture()
        : workers
            .read(changes, this::batch)
            .compose(batch -> workers.ofEngine(() -> engine.commit(batch)))
            .andThen(onSuccess(done -> turns.forEach(Turn::committed)));
  }

  private Batch batch() {
    Batch.Builder all = Batch.builder();
    turns.forEach(turn -> turn.batch().changes().forEach(change -> add(change, all)));
    return all.build();
  }

  private static void add(Batch.Change change, Batch.Builder batch) {
    if (change.value().isPresent()) {
      batch.put(change.key(), change.value().get());
    } else {
      batch.delete(change.key());
    }
  }

  private synchronized void requireOpen() {
    if (ended) {
      throw hasEnded();
    }
  }

  /** For a call that was let in just before the end, and has its turn behind it. */
  private synchronized void requireNotOver() {
    if (over) {
      throw hasEnded();
    }
  }

  // Where calls run

  @Override
  public <T> Future<T> run(long weight, Callable<T> call) {
    requireOpen();
    return calls.run(
        () -> {
          requireNotOver();
          return workers.read(weight, call);
        });
  }

  @Override
  public <T> Future<T> read(long weight, Function<LogMoment, T> read) {
    return run(weight, () -> read.apply(logMoment));
  }

  @Override
  public <T> Future<T> write(long weight, Mutation<LogUnit, T> mutation) {
    return run(weight, () -> logTurn.apply(mutation, this::takeRoom));
  }

  private void takeRoom(Batch batch) {
    long more = 0;
    for (Batch.Change change : batch.changes()) {
      more += change.key().length + change.value().map(value -> value.length).orElse(0);
    }
    engine.capabilities().requireFit(batch);
    if (bytes + more > options.maxBytes()) {
      throw new StoreException(ErrorCode.TOO_LARGE, "The transaction writes too much");
    }
    bytes += more;
    changes += batch.changes().size();
  }

  // What is handed out

  @Override
  public OperationWriter operations() {
    requireOpen();
    return writers.operations();
  }

  @Override
  public LogWriter logs() {
    requireOpen();
    return writers.logs();
  }

  @Override
  public TopicWriter topics() {
    requireOpen();
    return writers.topics();
  }

  @Override
  public CursorWriter cursors() {
    requireOpen();
    return writers.cursors();
  }

  @Override
  public OrdererWriter orderer(String name) {
    requireOpen();
    return writers.orderer(name);
  }

  @Override
  public AddressBookWriter addressBook() {
    requireOpen();
    return writers.addressBook();
  }

  @Override
  public StateWriter states() {
    requireOpen();
    return writers.states();
  }

  @Override
  public Future<DocumentTransaction> documents(DatabaseName name) {
    return databases.of(name, () -> parts.database(name).compose(this::join));
  }

  private Future<DocumentTransaction> join(KvDatabase database) {
    return database.takeTurn().map(turn -> database.within(noted(turn), this, this::takeRoom));
  }

  @Override
  public Future<EntryTransaction> entries() {
    return entries.of(true, () -> parts.entries().compose(this::join));
  }

  private Future<EntryTransaction> join(KvEntryStore store) {
    return store.takeTurn().map(turn -> store.within(noted(turn), this, this::takeRoom));
  }

  /**
   * Takes a part, but waits no longer than the transaction may last: what comes later goes back.
   */
  private <T> Future<T> unlessCancelled(Supplier<Future<T>> take) {
    requireNotOver();
    Promise<T> taken = Promise.promise();
    cancelled
        .future()
        .onFailure(
            why -> {
              taken.tryFail(why);
            });
    take.get()
        .onComplete(
            done -> {
              if (done.succeeded()) {
                taken.tryComplete(done.result());
              } else {
                taken.tryFail(done.cause());
              }
            });
    return taken.future();
  }

  /** Parts that were taken, each once. */
  private final class Taken<K, T> {
    private final Map<K, Future<T>> all = new HashMap<>();

    Future<T> of(K which, Supplier<Future<T>> take) {
      Promise<T> taken = Promise.promise();
      Future<T> known;
      synchronized (KvTransaction.this) {
        requireOpen();
        known = all.computeIfAbsent(which, absent -> taken.future());
      }
      if (known == taken.future()) {
        // Not within the lock: others' calls may have their turn before it.
        calls.run(() -> unlessCancelled(take)).onComplete(taken);
      }
      return Caller.current().deliver(known);
    }
  }
}
