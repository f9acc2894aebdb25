package dev.couchgrass.store.http;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.http.options.HttpLimits;
import dev.couchgrass.store.http.options.HttpOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A server of our own over a storage, and a client of it. What the storage has, it keeps. */
final class ServerHome implements StorageHome {
  /** As many feeds as the kit opens at a time. */
  private static final HttpLimits LIMITS = HttpLimits.DEFAULTS.withStreams(1_100);

  private final Vertx vertx;
  private final Storage storage;
  private final CouchServer server;

  private final UnaryOperator<HttpOptions> options;

  private ServerHome(
      Vertx vertx, Storage storage, CouchServer server, UnaryOperator<HttpOptions> options) {
    this.vertx = vertx;
    this.storage = storage;
    this.server = server;
    this.options = options;
  }

  /** A new server over a new storage. */
  static ServerHome over(Function<Vertx, Future<Storage>> opening) {
    return over(opening, options -> options);
  }

  /** The same, for a client with options of its own. */
  static ServerHome over(
      Function<Vertx, Future<Storage>> opening, UnaryOperator<HttpOptions> client) {
    Vertx vertx = Vertx.vertx();
    Storage storage = StoreFixture.await(opening.apply(vertx));
    ServerOptions options = ServerOptions.DEFAULTS.withPort(0).withOpen(true);
    return new ServerHome(
        vertx, storage, StoreFixture.await(CouchServer.start(vertx, storage, options)), client);
  }

  HttpOptions options() {
    return options.apply(HttpOptions.of(server.url()).withLimits(LIMITS));
  }

  @Override
  public Future<Storage> open(Vertx client) {
    return HttpStorage.open(client, options());
  }

  @Override
  public boolean keeps() {
    return true;
  }

  @Override
  public void delete() {
    StoreFixture.await(server.close());
    StoreFixture.await(storage.close());
    StoreFixture.await(vertx.close());
  }
}
