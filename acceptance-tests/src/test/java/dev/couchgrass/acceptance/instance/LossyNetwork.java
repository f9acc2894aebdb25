package dev.couchgrass.acceptance.instance;

import dev.couchgrass.instance.peer.PeerTransport;
import dev.couchgrass.instance.ticket.PeerAddress;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A network that loses requests and replies, brings some twice or again later, and parts machines,
 * as a seed decides.
 */
final class LossyNetwork {
  private static final String TYPE = "local";

  private final Random random;
  private final Map<String, Function<Buffer, Future<Buffer>>> hosts = new HashMap<>();

  /** Requests that come once more, at some other time. */
  private final List<Supplier<Future<Buffer>>> late = new ArrayList<>();

  private boolean fair;

  LossyNetwork(long seed) {
    this.random = new Random(seed);
  }

  static PeerAddress address(String name) {
    return new PeerAddress(TYPE, name);
  }

  synchronized void plug(String name, Function<Buffer, Future<Buffer>> host) {
    hosts.put(name, host);
  }

  synchronized void unplug(String name) {
    hosts.remove(name);
  }

  /** From now on nothing is lost. */
  synchronized void heal() {
    fair = true;
  }

  private synchronized int dice() {
    return fair ? Integer.MAX_VALUE : random.nextInt(20);
  }

  private synchronized Optional<Supplier<Future<Buffer>>> nextLate() {
    return late.isEmpty()
        ? Optional.empty()
        : Optional.of(late.remove(random.nextInt(late.size())));
  }

  private synchronized Function<Buffer, Future<Buffer>> host(String name) {
    return hosts.getOrDefault(name, request -> Future.failedFuture("Nobody is there"));
  }

  private synchronized void keep(Supplier<Future<Buffer>> again) {
    late.add(again);
  }

  private Future<Buffer> carry(String name, Buffer request) {
    nextLate().ifPresent(LossyNetwork::send);
    return switch (dice()) {
      case 0, 1 -> Future.failedFuture("The request was lost");
      case 2, 3 ->
          host(name).apply(request).transform(ended -> Future.failedFuture("The reply was lost"));
      case 4 -> host(name).apply(request).compose(first -> host(name).apply(request));
      case 5 -> {
        keep(() -> host(name).apply(request).otherwiseEmpty());
        yield host(name).apply(request);
      }
      default -> host(name).apply(request);
    };
  }

  /** Nobody waits for the reply. */
  private static void send(Supplier<Future<Buffer>> again) {
    again.get().onComplete(ended -> {});
  }

  /** What one machine reaches others by. */
  PeerTransport transport() {
    return new PeerTransport() {
      @Override
      public boolean reaches(PeerAddress address) {
        return address.type().equals(TYPE);
      }

      @Override
      public Future<Buffer> send(PeerAddress address, Buffer request, int maxBytes) {
        return carry(address.address(), request);
      }

      @Override
      public Future<Void> close() {
        return Future.succeededFuture();
      }
    };
  }
}
