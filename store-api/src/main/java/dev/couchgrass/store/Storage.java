package dev.couchgrass.store;

import dev.couchgrass.store.entry.EntryStore;
import io.vertx.core.Future;
import java.util.List;

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

  /** Completes when everything acknowledged so far is as safe as this storage can make it. */
  Future<Void> flush();

  /** Flushes and releases everything, databases included. Idempotent. */
  Future<Void> close();
}
