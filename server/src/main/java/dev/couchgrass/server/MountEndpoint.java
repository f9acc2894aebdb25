package dev.couchgrass.server;

import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Endpoint;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.server.mount.Mount;
import io.vertx.core.Future;

/** Serves a service that is mounted. */
final class MountEndpoint implements Endpoint {
  private final Mount mount;

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
    return exchange
        .body(mount.maxBytes())
        .compose(mount.service())
        .compose(answer -> exchange.respond(200, mount.mediaType(), answer));
  }
}
