package dev.couchgrass.server.mount;

import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import java.util.Objects;
import java.util.function.Function;

/**
 * A service over WebSockets on a server's port. Anybody may connect: it has to know itself whom it
 * answers.
 *
 * @param path of which no segment is a database's name: it begins with an underscore
 * @param maxMessageBytes of a message; whoever sends more is disconnected. Of several services on
 *     one port, the greatest number counts for all
 * @param maxSockets that are open at a time; more are refused with 503
 * @param service takes each socket, of which nothing was read yet; its future completes when it is
 *     done with it, and the socket is closed then if it is not yet
 */
public record SocketMount(
    String path,
    int maxMessageBytes,
    int maxSockets,
    Function<ServerWebSocket, Future<?>> service) {
  /**
   * A service.
   *
   * @throws IllegalArgumentException if the path has another form, or a limit is not positive
   */
  public SocketMount {
    Objects.requireNonNull(service);
    Mount.requirePath(path);
    if (maxMessageBytes < 1 || maxSockets < 1) {
      throw new IllegalArgumentException("A limit must be positive");
    }
  }
}
