package dev.couchgrass.instance.sync;

import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.sync.http.PeerServer;
import dev.couchgrass.instance.ticket.PeerAddress;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Ports on which an instance answers peers, and nobody else. For several threads. */
final class OwnPorts {
  /** Nobody else reaches a machine by these. */
  private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::");

  private final List<PeerServer> servers = new ArrayList<>();
  private final List<PeerAddress> addresses = new ArrayList<>();
  private boolean closed;

  /** Keeps a server until this is closed; one that comes later is closed at once. */
  Future<Integer> keep(String host, PeerServer server) {
    return add(host, server)
        ? Future.succeededFuture(server.port())
        : server
            .close()
            .transform(
                ended -> Future.failedFuture(new InstanceException(InstanceProblem.SYNC_OFF)));
  }

  private synchronized boolean add(String host, PeerServer server) {
    if (closed) {
      return false;
    }
    servers.add(server);
    String at = host.contains(":") ? '[' + host + ']' : host;
    if (!WILDCARDS.contains(host)) {
      addresses.add(new PeerAddress("http", "http://" + at + ':' + server.port()));
    }
    return true;
  }

  /** Where others reach them, as far as that is known here. */
  synchronized List<PeerAddress> addresses() {
    return List.copyOf(addresses);
  }

  /** Takes no more requests. */
  synchronized Future<Void> close() {
    closed = true;
    return Future.join(servers.stream().map(PeerServer::close).toList()).mapEmpty();
  }
}
