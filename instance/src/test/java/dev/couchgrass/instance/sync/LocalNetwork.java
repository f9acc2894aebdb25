package dev.couchgrass.instance.sync;

import dev.couchgrass.instance.peer.PeerTransport;
import dev.couchgrass.instance.ticket.PeerAddress;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Machines in one process, by their names, of which some are away. */
final class LocalNetwork implements PeerTransport {
  static final String TYPE = "local";

  /** Whoever answers at an address. */
  interface Host extends Function<Buffer, Future<Buffer>> {}

  /** What becomes of a request. */
  interface Weather {
    Weather FAIR = (request, host) -> host.apply(request);

    Future<Buffer> carry(Buffer request, Host host);
  }

  private final Map<String, Host> hosts = new HashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Weather weather = Weather.FAIR;

  static PeerAddress address(String name) {
    return new PeerAddress(TYPE, name);
  }

  synchronized void plug(String name, Host host) {
    hosts.put(name, host);
  }

  synchronized void unplug(String name) {
    hosts.remove(name);
  }

  void weather(Weather other) {
    weather = other;
  }

  /** How many requests were sent. */
  int requests() {
    return requests.get();
  }

  @Override
  public boolean reaches(PeerAddress address) {
    return address.type().equals(TYPE);
  }

  @Override
  public Future<Buffer> send(PeerAddress address, Buffer request, int maxBytes) {
    requests.incrementAndGet();
    Optional<Host> host;
    synchronized (this) {
      host = Optional.ofNullable(hosts.get(address.address()));
    }
    return host.isEmpty()
        ? Future.failedFuture("Nobody is there")
        : weather.carry(request, host.get());
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
