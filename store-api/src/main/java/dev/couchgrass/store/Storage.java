package dev.couchgrass.store;

import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.operation.LogStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/**
 * A place that keeps databases: a process's memory, a folder, a server.
 *
 * <p>Futures complete on the caller's context. Every method may be called from any thread, and
 * throws {@link IllegalStateException} after {@link #close}.
 */
public interface Storage {
  /**
   * Makes a database. Durable, as the storage is, when the future completes. Fails with {@code
   * DATABASE_EXISTS}.
   */
  Future<DocumentStore> create(DatabaseName name);

  /** Opens a database that is there. Fails with {@code DATABASE_MISSING}. */
  Future<DocumentStore> open(DatabaseName name);

  /** Opens a database, and makes it first if it is not there. */
  Future<DocumentStore> openOrCreate(DatabaseName name);

  /**
   * Deletes a database and everything in it, at once; space is given back in the background. What
   * still uses it fails with {@code DATABASE_MISSING}. Fails with {@code DATABASE_MISSING} if it is
   * not there.
   */
  Future<Void> delete(DatabaseName name);

  /** The names of the databases, empty ones included, in order. */
  Future<List<DatabaseName>> databases(DatabaseRange range);

  /**
   * The store of signed entries, the same for every call; empty until something is put. Fails with
   * {@code NOT_SUPPORTED} if the storage keeps none.
   */
  Future<EntryStore> entries();

  /**
   * The stores of signed logs, to be read, the same for every call; empty until a transaction
   * writes. Fails with {@code NOT_SUPPORTED} if the storage keeps none.
   */
  Future<LogStores> logs();

  /**
   * Runs work in a transaction, which is committed when the work's future succeeds, and rolled back
   * when it fails, or the work throws: all that it wrote, to whichever stores and databases of this
   * storage, becomes visible and durable together, or none of it ever does.
   *
   * <p>There is one transaction at a time; further ones wait, and begin in the order of the calls.
   * Reads elsewhere never wait, and see nothing of it before it is committed. Writes elsewhere wait
   * if they are to a database, or the store of entries, that the transaction has used: so work that
   * waits for such a write, or for another transaction, waits until the time is over.
   *
   * <p>The work runs on the caller's context. The future completes there, with what the work's did,
   * when the transaction is as durable as the storage is. Fails as the work does; with {@code
   * TRANSACTION_EXPIRED} if it took too long, which it also did if its future was never completed;
   * with {@code OVERLOADED} if too many transactions wait; with {@code NOT_SUPPORTED} if the
   * storage has no transactions. What is handed out by the transaction must not be used afterwards.
   */
  <T> Future<T> transact(TransactionOptions options, Function<StorageTransaction, Future<T>> work);

  /** As {@link #transact(TransactionOptions, Function)}, with the default options. */
  default <T> Future<T> transact(Function<StorageTransaction, Future<T>> work) {
    return transact(TransactionOptions.DEFAULTS, work);
  }

  /** Completes when everything acknowledged so far is as safe as this storage can make it. */
  Future<Void> flush();

  /** Flushes and releases everything, databases included. Idempotent. */
  Future<Void> close();
}
