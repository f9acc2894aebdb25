package dev.couchgrass.server;

import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Endpoint;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.server.mount.Mount;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves a service that is mounted. */
final class MountEndpoint implements Endpoint {
  private static final String RETRY_SECONDS = "2";

  private final Mount mount;
  private final AtomicInteger running = new AtomicInteger();

  private MountEndpoint(Mount mount) {
    this.mount = mount;
  }

  /** The route of a service. */
  static Route route(Mount mount) {
    return Route.post(mount.path(), Access.ANYONE, new MountEndpoint(mount));
  }

  @Override
  public Future<Void> handle(Exchange exchange) {
    String type = exchange.header("Content-Type").orElse("");
    if (!type.equalsIgnoreCase(mount.mediaType())) {
      throw HttpFailure.unsupportedMediaType("Content-Type must be " + mount.mediaType());
    }
    if (running.incrementAndGet() > mount.requests()) {
      running.decrementAndGet();
      throw new HttpFailure(
          503,
          "service_unavailable",
          "Too many requests of this service run",
          Map.of("Retry-After", RETRY_SECONDS));
    }
    return Future.succeededFuture()
        .compose(now -> exchange.body(mount.maxBytes(), mount.patience()))
        .compose(mount.service())
        .andThen(ended -> running.decrementAndGet())
        .compose(answer -> exchange.respond(200, mount.mediaType(), answer));
  }
}
