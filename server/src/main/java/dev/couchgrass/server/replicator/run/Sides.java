package dev.couchgrass.server.replicator.run;

import dev.couchgrass.server.auth.DatabaseSecurity;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.replication.RemoteDatabases;
import dev.couchgrass.server.replicator.request.Side;
import dev.couchgrass.server.replicator.request.UserContext;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.sync.Endpoint;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens what a replication is between. */
public final class Sides {
  private final Storage storage;
  private final Optional<RemoteDatabases> remotes;

  public Sides(Storage storage, Optional<RemoteDatabases> remotes) {
    this.storage = storage;
    this.remotes = remotes;
  }

  /**
   * A side that is open.
   *
   * @param close frees it
   */
  record Open(Endpoint endpoint, Supplier<Future<Void>> close) {}

  Future<Open> source(Side side, UserContext user) {
    return open(side, false, user, false);
  }

  Future<Open> target(Side side, boolean create, UserContext user) {
    return open(side, create, user, true);
  }

  private Future<Open> open(Side side, boolean create, UserContext user, boolean written) {
    Future<Open> opened =
        side instanceof Side.Local local
            ? local(local, create, user, written)
            : remote((Side.Remote) side, create);
    return opened.recover(cause -> Future.failedFuture(SideFailures.of(side, cause)));
  }

  private Future<Open> local(Side.Local side, boolean create, UserContext user, boolean written) {
    boolean admin = user.identity().isServerAdmin();
    return (create && admin ? storage.openOrCreate(side.database()) : storage.open(side.database()))
        .compose(
            store ->
                admin
                    ? Future.succeededFuture(store)
                    : store.security().map(stored -> permitted(store, stored, user, written)))
        .compose(Endpoint::of)
        .map(endpoint -> new Open(endpoint, Future::succeededFuture));
  }

  /** Who brings revisions brings design documents too, and those are for administrators. */
  private static DocumentStore permitted(
      DocumentStore store,
      dev.couchgrass.core.json.JsonBody stored,
      UserContext user,
      boolean written) {
    DatabaseSecurity security = DatabaseSecurity.of(stored);
    boolean may = written ? security.isAdmin(user.identity()) : security.isMember(user.identity());
    if (!may || store.name().isSystem()) {
      throw HttpFailure.unauthorized("the replication's user may not use the database");
    }
    return store;
  }

  private Future<Open> remote(Side.Remote side, boolean create) {
    if (remotes.isEmpty()) {
      throw HttpFailure.notImplemented(
          "This server was started without a way to reach databases by their URLs");
    }
    String server = side.location().server().toString();
    return remotes
        .get()
        .open(side.location(), create)
        .compose(
            opened ->
                Endpoint.at(server, opened.store())
                    .map(endpoint -> new Open(endpoint, opened::close))
                    .recover(
                        cause -> opened.close().transform(closed -> Future.failedFuture(cause))));
  }
}
