package dev.couchgrass.server.replication;

import dev.couchgrass.store.DocumentStore;
import io.vertx.core.Future;

/**
 * Opens databases by their URLs.
 *
 * <p>Whoever implements it decides which addresses may be reached ({@link AddressRules}), and asks
 * that of the address that is connected to, each time: a name may mean another one a moment later.
 * It follows no redirects.
 */
public interface RemoteDatabases {
  /** A database of another server, open. */
  interface Opened {
    DocumentStore store();

    /** Ends what still runs, and frees everything. Idempotent. */
    Future<Void> close();
  }

  /**
   * Opens a database. Fails with {@code DATABASE_MISSING}, {@code UNAUTHORIZED}, {@code FORBIDDEN}
   * (also if the address may not be reached), {@code BAD_REQUEST} (a header that can't be sent), or
   * {@code STORE_FAILED} (nobody answers, or no database). No failure tells credentials.
   *
   * @param create whether it is made first, if it is not there
   */
  Future<Opened> open(RemoteLocation location, boolean create);
}
