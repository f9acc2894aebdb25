package dev.couchgrass.store.kv;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.TransactionOptions;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Caller;
import dev.couchgrass.store.flow.Sequencer;
import dev.couchgrass.store.kv.catalogue.CatalogueReads;
import dev.couchgrass.store.kv.catalogue.Cleaner;
import dev.couchgrass.store.kv.database.DatabaseOptions;
import dev.couchgrass.store.kv.database.KvDatabase;
import dev.couchgrass.store.kv.entry.EntryOptions;
import dev.couchgrass.store.kv.entry.KvEntryStore;
import dev.couchgrass.store.kv.layout.Catalogue;
import dev.couchgrass.store.kv.log.KvLogStores;
import dev.couchgrass.store.kv.log.LogTerms;
import dev.couchgrass.store.kv.migration.Migrations;
import dev.couchgrass.store.kv.transact.Parts;
import dev.couchgrass.store.kv.transact.Sweeper;
import dev.couchgrass.store.kv.transact.Transactions;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.kv.write.StagingArea;
import dev.couchgrass.store.operation.LogStores;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Document databases over any {@link Engine}: all of them in its one key space, each below a number
 * of its own.
 *
 * <p>Making, opening and deleting databases happens one at a time.
 */
public final class KvStorage implements Storage {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Engine engine;
  private final KvOptions options;
  private final Workers workers;
  private final CatalogueReads catalogue;
  private final Cleaner cleaner;
  private final Transactions transactions;
  private final Sweeper sweeper;
  private final Sequencer sequencer = new Sequencer();
  private final Map<DatabaseName, KvDatabase> databases = new ConcurrentHashMap<>();
  private volatile Optional<KvEntryStore> entries = Optional.empty();
  private volatile Optional<KvLogStores> logs = Optional.empty();
  private volatile boolean closed;
  private volatile Optional<Future<Void>> closing = Optional.empty();

  private KvStorage(Vertx vertx, Engine engine, KvOptions options) {
    this.engine = engine;
    this.options = options;
    this.workers =
        new Workers(
            vertx, "couchgrass-store-" + COUNT.incrementAndGet(), options.workers(), engine);
    this.catalogue = new CatalogueReads(engine);
    this.cleaner = new Cleaner(engine, workers);
    this.transactions = new Transactions(engine, workers, parts());
    this.sweeper = new Sweeper(engine, workers, transactions);
  }

  /**
   * Opens the databases that an engine keeps. The storage closes the engine when it is closed. What
   * an earlier release wrote is migrated first ({@link Migrations}), and no earlier release opens
   * it afterwards. Fails with {@code STORE_FAILED} if the engine holds a layout that can't be, or
   * fails; it is not closed then.
   */
  public static Future<Storage> open(Vertx vertx, Engine engine, KvOptions options) {
    KvStorage storage = new KvStorage(vertx, engine, options);
    return Caller.current()
        .deliver(
            Migrations.ALL
                .bring(engine, storage.workers::read)
                .andThen(onSuccess(done -> storage.cleaner.start()))
                .compose(done -> storage.sweeper.resume())
                .map((Storage) storage)
                .recover(
                    failure ->
                        storage.workers.close().transform(closed -> Future.failedFuture(failure))));
  }

  private Future<Void> commit(Batch batch) {
    return workers.ofEngine(() -> engine.commit(batch));
  }

  private void requireOpen() {
    if (closing.isPresent()) {
      throw new IllegalStateException("The storage is closed");
    }
  }

  @Override
  public Future<DocumentStore> create(DatabaseName name) {
    requireOpen();
    return sequencer.run(() -> find(name).compose(there -> create(name, there)));
  }

  private Future<DocumentStore> create(DatabaseName name, Optional<KvDatabase> there) {
    if (there.isPresent()) {
      return Future.failedFuture(
          new StoreException(
              ErrorCode.DATABASE_EXISTS,
              "The database could not be created, the file already exists."));
    }
    return workers
        .read(catalogue::nextNumber)
        .compose(
            number -> {
              Catalogue.Entry entry =
                  new Catalogue.Entry(
                      number, options.instances().get().toString(), options.clock().instant());
              Batch batch =
                  Batch.builder()
                      .put(Catalogue.name(name.value()), entry.encode())
                      .put(Catalogue.next(), Catalogue.encode(number + 1))
                      .build();
              return commit(batch).map(done -> register(name, entry));
            });
  }

  private KvDatabase register(DatabaseName name, Catalogue.Entry entry) {
    KvDatabase database = database(name, entry);
    databases.put(name, database);
    return database;
  }

  private KvDatabase database(DatabaseName name, Catalogue.Entry entry) {
    StagingArea.Terms staging =
        new StagingArea.Terms(options.maxStagedBytes(), options.maxStagedAge(), options.clock());
    DatabaseOptions limits =
        new DatabaseOptions(options.maxWaitingEdits(), options.maxBulkBytes(), staging);
    return new KvDatabase(name, entry, engine, workers, limits);
  }

  @Override
  public Future<DocumentStore> open(DatabaseName name) {
    return openDatabase(name).map(database -> database);
  }

  private Future<KvDatabase> openDatabase(DatabaseName name) {
    requireOpen();
    KvDatabase open = databases.get(name);
    if (open != null) {
      return Future.succeededFuture(open);
    }
    return sequencer.run(
        () -> find(name).map(found -> found.orElseThrow(StoreException::databaseMissing)));
  }

  @Override
  public Future<DocumentStore> openOrCreate(DatabaseName name) {
    requireOpen();
    return sequencer.run(
        () ->
            find(name)
                .compose(
                    found ->
                        found.isPresent()
                            ? Future.succeededFuture(found.get())
                            : create(name, found)));
  }

  /** The database, opened if it was not. */
  private Future<Optional<KvDatabase>> find(DatabaseName name) {
    if (closed) { // Whoever asked was let in just before, and waited behind the closing.
      throw new IllegalStateException("The storage is closed");
    }
    KvDatabase open = databases.get(name);
    if (open != null) {
      return Future.succeededFuture(Optional.of(open));
    }
    return workers
        .read(() -> catalogue.find(name))
        .compose(
            entry ->
                entry.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : recovered(database(name, entry.get())));
  }

  private Future<Optional<KvDatabase>> recovered(KvDatabase database) {
    return database
        .recover()
        .map(
            done -> {
              databases.put(database.name(), database);
              return Optional.of(database);
            });
  }

  @Override
  public Future<Void> delete(DatabaseName name) {
    requireOpen();
    return sequencer.run(
        () ->
            find(name)
                .map(found -> found.orElseThrow(StoreException::databaseMissing))
                .compose(this::delete));
  }

  private Future<Void> delete(KvDatabase database) {
    cleaner.hold(database.number());
    return database
        .delete(
            transaction -> {
              transaction.delete(Catalogue.name(database.name().value()));
              transaction.put(Catalogue.deleted(transaction.keys().database()), new byte[0]);
              return true;
            })
        .andThen(ended -> cleaner.release(database.number()))
        .andThen(
            onSuccess(
                deleted -> {
                  databases.remove(database.name());
                  cleaner.start();
                }));
  }

  @Override
  public Future<EntryStore> entries() {
    return entryStore().map(store -> store);
  }

  private Future<KvEntryStore> entryStore() {
    requireOpen();
    return entries.isPresent()
        ? Future.succeededFuture(entries.get())
        : sequencer.run(
            () ->
                entries.isPresent()
                    ? Future.succeededFuture(entries.get())
                    : number(Catalogue.entries()).map(this::registerEntries));
  }

  @Override
  public Future<LogStores> logs() {
    return logStores().map(stores -> stores);
  }

  private Future<KvLogStores> logStores() {
    requireOpen();
    return logs.isPresent()
        ? Future.succeededFuture(logs.get())
        : sequencer.run(
            () ->
                logs.isPresent()
                    ? Future.succeededFuture(logs.get())
                    : number(Catalogue.logs()).map(this::registerLogs));
  }

  private KvLogStores registerLogs(int number) {
    KvLogStores stores =
        KvLogStores.of(engine, number, workers, new LogTerms(options.clock(), options.random()));
    logs = Optional.of(stores);
    return stores;
  }

  /** The number that stands for something that there is one of, which is given out at first use. */
  private Future<Integer> number(byte[] key) {
    if (closed) { // Whoever asked was let in just before, and waited behind the closing.
      throw new IllegalStateException("The storage is closed");
    }
    return workers
        .read(() -> catalogue.number(key))
        .compose(
            number ->
                number.isPresent()
                    ? Future.succeededFuture(number.get())
                    : workers.read(catalogue::nextNumber).compose(next -> number(key, next)));
  }

  private Future<Integer> number(byte[] key, int number) {
    Batch batch =
        Batch.builder()
            .put(key, Catalogue.encode(number))
            .put(Catalogue.next(), Catalogue.encode(number + 1))
            .build();
    return commit(batch).map(done -> number);
  }

  private KvEntryStore registerEntries(int number) {
    EntryOptions limits =
        new EntryOptions(
            options.maxWaitingEdits(), options.maxStateBytes(), options.maxCachedEntryBytes());
    KvEntryStore store = new KvEntryStore(engine, number, workers, limits);
    entries = Optional.of(store);
    return store;
  }

  @Override
  public <T> Future<T> transact(
      TransactionOptions options, Function<StorageTransaction, Future<T>> work) {
    requireOpen();
    return transactions.run(options, work);
  }

  private Parts parts() {
    return new Parts() {
      @Override
      public Future<KvLogStores> logs() {
        return logStores();
      }

      @Override
      public Future<KvDatabase> database(DatabaseName name) {
        return openDatabase(name);
      }

      @Override
      public Future<KvEntryStore> entries() {
        return entryStore();
      }

      @Override
      public void sweep() {
        sweeper.start();
      }
    };
  }

  @Override
  public Future<List<DatabaseName>> databases(DatabaseRange range) {
    requireOpen();
    return workers.read(range.skip() + range.limit(), () -> catalogue.list(range));
  }

  @Override
  public Future<Void> flush() {
    requireOpen();
    return workers.ofEngine(engine::flush);
  }

  @Override
  public synchronized Future<Void> close() {
    if (closing.isEmpty()) {
      // Transactions may wait for the sequencer, so they come first. Set before they end, as it
      // keeps others out.
      Promise<Void> all = Promise.promise();
      closing = Optional.of(all.future());
      sweeper.stop();
      transactions.close().eventually(() -> sequencer.run(this::closeAll)).onComplete(all);
    }
    return Caller.current().deliver(closing.get());
  }

  /** One task, so that nothing is made or opened between its steps. */
  private Future<Void> closeAll() {
    closed = true;
    logs.ifPresent(KvLogStores::close);
    return cleaner
        .stop()
        .eventually(this::closeDatabases)
        .eventually(workers::endReads)
        .eventually(() -> workers.ofEngine(engine::close))
        .eventually(workers::close);
  }

  /** Completes when what was handed in is written. */
  private Future<Void> closeDatabases() {
    return Future.join(
            Stream.concat(
                    databases.values().stream().map(KvDatabase::close),
                    entries.stream().map(KvEntryStore::close))
                .toList())
        .mapEmpty();
  }
}
