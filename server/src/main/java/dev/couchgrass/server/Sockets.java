package dev.couchgrass.server;

import dev.couchgrass.server.mount.SocketMount;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets WebSockets in to the services that are mounted. */
final class Sockets {
  private static final int UNAVAILABLE = 503;

  private record Service(SocketMount mount, AtomicInteger open) {}

  private final Map<String, Service> services = new HashMap<>();

  /**
   * Lets in to some services.
   *
   * @throws IllegalArgumentException if two have one path
   */
  Sockets(List<SocketMount> mounts) {
    for (SocketMount mount : mounts) {
      if (services.put(mount.path(), new Service(mount, new AtomicInteger())) != null) {
        throw new IllegalArgumentException("Two services have one path");
      }
    }
  }

  HttpServerOptions with(HttpServerOptions options) {
    services.values().stream()
        .mapToInt(service -> service.mount().maxMessageBytes())
        .max()
        .ifPresent(options::setMaxWebSocketMessageSize);
    return options;
  }

  /** Whether somebody asks for a socket that there is. */
  boolean takes(HttpServerRequest request) {
    return services.containsKey(request.path())
        && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
  }

  /** Serves a socket that {@link #takes} does; completes when that is over. */
  Future<Void> handle(HttpServerRequest request) {
    Service service = Objects.requireNonNull(services.get(request.path()));
    boolean room = service.open().incrementAndGet() <= service.mount().maxSockets();
    Future<Void> served =
        room
            ? request.toWebSocket().compose(socket -> serve(service.mount(), socket))
            : request.response().setStatusCode(UNAVAILABLE).end();
    return served.andThen(done -> service.open().decrementAndGet());
  }

  private static Future<Void> serve(SocketMount mount, ServerWebSocket socket) {
    return Future.succeededFuture()
        .compose(now -> mount.service().apply(socket).<Void>mapEmpty())
        .eventually(() -> socket.isClosed() ? Future.succeededFuture() : socket.close());
  }
}
