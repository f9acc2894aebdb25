package dev.couchgrass.server.auth;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.http.Dispatcher;
import dev.couchgrass.server.http.DocumentPolicy;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.Gate;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Identity;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.server.replicator.request.ReplicatorNames;
import dev.couchgrass.server.replicator.request.ReplicatorPolicy;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * The gate of a server: knows people by Basic authentication and by session, and lets them pass as
 * the routes and each database's security say.
 */
public final class CouchGate implements Gate {
  private static final int REMEMBERED_SECURITY = 1_000;

  private final Storage storage;
  private final boolean open;
  private final Identification identification;
  private final PasswordWorker worker;
  private final BoundedTable<JsonBody, DatabaseSecurity> parsed =
      new BoundedTable<>(REMEMBERED_SECURITY);

  CouchGate(Storage storage, boolean open, Identification identification, PasswordWorker worker) {
    this.storage = storage;
    this.open = open;
    this.identification = identification;
    this.worker = worker;
  }

  @Override
  public Future<Identity> identify(Exchange exchange) {
    return open ? Future.succeededFuture(Identity.OPEN) : identification.identify(exchange);
  }

  @Override
  public Future<Optional<Opened>> admit(Identity identity, Dispatcher.Match match) {
    Route route = match.route();
    if (!route.opensDatabase()) {
      requireLevel(identity, route);
      return Future.succeededFuture(Optional.empty());
    }
    return open(match.parameters().getOrDefault(Route.DATABASE, ""))
        .compose(
            database ->
                identity.isServerAdmin()
                    ? Future.succeededFuture(opened(database, true))
                    : database.security().map(s -> admitted(identity, match, database, s)));
  }

  private static void requireLevel(Identity identity, Route route) {
    switch (route.access()) {
      case ANYONE -> {}
      case USER -> {
        if (identity.name().isEmpty() && !identity.isServerAdmin()) {
          throw HttpFailure.unauthorized("You must log in first.");
        }
      }
      default -> {
        if (!identity.isServerAdmin()) {
          throw HttpFailure.unauthorized("You are not a server admin.");
        }
      }
    }
  }

  private Future<DocumentStore> open(String name) {
    try {
      return storage.open(new DatabaseName(name));
    } catch (InvalidInputException e) {
      // What can't be a database's name is the name of none.
      return Future.failedFuture(StoreException.databaseMissing());
    }
  }

  private Optional<Opened> admitted(
      Identity identity, Dispatcher.Match match, DocumentStore database, JsonBody stored) {
    DatabaseSecurity security =
        parsed
            .get(stored)
            .orElseGet(
                () -> {
                  DatabaseSecurity read = DatabaseSecurity.of(stored);
                  parsed.put(stored, read);
                  return read;
                });
    if (ReplicatorNames.isReplicator(database.name())) {
      // Its documents hold passwords of other servers, whatever its security document says.
      requireMember(identity, false);
    }
    boolean admin = security.isAdmin(identity);
    boolean users = database.name().equals(Accounts.USERS);
    switch (match.route().access()) {
      case SERVER_ADMIN -> throw HttpFailure.unauthorized("You are not a server admin.");
      case DATABASE_ADMIN -> require(admin, "You are not a db or server admin.");
      case ANYONE, USER, MEMBER -> {
        boolean own = users && UsersAccess.isOwn(identity, match);
        requireMember(identity, own || security.isMember(identity));
        if (users && !admin && !own) {
          UsersAccess.requireSignUp(match);
        }
      }
    }
    return opened(database, admin);
  }

  private static void require(boolean allowed, String otherwise) {
    if (!allowed) {
      throw HttpFailure.unauthorized(otherwise);
    }
  }

  private static void requireMember(Identity identity, boolean member) {
    if (!member && identity.name().isEmpty()) {
      throw HttpFailure.unauthorized("You are not authorized to access this db.");
    }
    if (!member) {
      throw HttpFailure.forbidden("You are not allowed to access this db.");
    }
  }

  private Optional<Opened> opened(DocumentStore database, boolean admin) {
    return Optional.of(new Opened(database, policy(database.name(), admin)));
  }

  private Optional<DocumentPolicy> policy(DatabaseName database, boolean admin) {
    if (database.equals(Accounts.USERS)) {
      return Optional.of(new UsersPolicy(worker, admin));
    }
    if (ReplicatorNames.isReplicator(database)) {
      return Optional.of(ReplicatorPolicy.INSTANCE);
    }
    return admin ? Optional.empty() : Optional.of(MemberPolicy.INSTANCE);
  }
}
