package dev.couchgrass.server;

import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Dispatcher;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.Gate;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Identity;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.Storage;
import io.vertx.core.Future;
import java.util.Optional;

/** The gate of a server. */
public final class OpenGate implements Gate {
  private final Storage storage;
  private final ServerOptions options;

  public OpenGate(Storage storage, ServerOptions options) {
    this.storage = storage;
    this.options = options;
  }

  @Override
  public Future<Identity> identify(Exchange exchange) {
    return Future.succeededFuture(options.open() ? Identity.OPEN : Identity.ANONYMOUS);
  }

  @Override
  public Future<Optional<Opened>> admit(Identity identity, Dispatcher.Match match) {
    if (!identity.isServerAdmin() && match.route().access() != Access.ANYONE) {
      return Future.failedFuture(
          HttpFailure.unauthorized("You are not authorized to access this db."));
    }
    if (!match.route().opensDatabase()) {
      return Future.succeededFuture(Optional.empty());
    }
    DatabaseName name = new DatabaseName(String.valueOf(match.parameters().get(Route.DATABASE)));
    return storage.open(name).map(database -> Optional.of(new Opened(database, Optional.empty())));
  }
}
