package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.TransactionOptions;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.operation.LogStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A storage that hands everything on to another one. What is wrong on purpose extends it. */
public class DelegatingStorage implements Storage {
  protected final Storage inner;
  private final UnaryOperator<DocumentStore> databases;

  /**
   * Over a storage.
   *
   * @param databases what is done to each of its databases
   */
  DelegatingStorage(Storage inner, UnaryOperator<DocumentStore> databases) {
    this.inner = inner;
    this.databases = databases;
  }

  /** Whose databases hand everything on too. */
  protected DelegatingStorage(Storage inner) {
    this(inner, DelegatingStore::new);
  }

  @Override
  public Future<DocumentStore> create(DatabaseName name) {
    return inner.create(name).map(databases);
  }

  @Override
  public Future<DocumentStore> open(DatabaseName name) {
    return inner.open(name).map(databases);
  }

  @Override
  public Future<DocumentStore> openOrCreate(DatabaseName name) {
    return inner.openOrCreate(name).map(databases);
  }

  @Override
  public Future<Void> delete(DatabaseName name) {
    return inner.delete(name);
  }

  @Override
  public Future<List<DatabaseName>> databases(DatabaseRange range) {
    return inner.databases(range);
  }

  @Override
  public Future<EntryStore> entries() {
    return inner.entries();
  }

  @Override
  public Future<LogStores> logs() {
    return inner.logs();
  }

  @Override
  public <T> Future<T> transact(
      TransactionOptions options, Function<StorageTransaction, Future<T>> work) {
    return inner.transact(options, work);
  }

  @Override
  public Future<Void> flush() {
    return inner.flush();
  }

  @Override
  public Future<Void> close() {
    return inner.close();
  }
}
