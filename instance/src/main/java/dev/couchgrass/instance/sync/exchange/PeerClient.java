package dev.couchgrass.instance.sync.exchange;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.peer.Peer;
import dev.couchgrass.instance.peer.PeerTransport;
import dev.couchgrass.instance.ticket.PeerAddress;
import dev.couchgrass.instance.wire.PeerProblem;
import dev.couchgrass.instance.wire.PeerReply;
import dev.couchgrass.instance.wire.PeerRequest;
import dev.couchgrass.instance.wire.ReplyForm;
import dev.couchgrass.instance.wire.RequestForm;
import dev.couchgrass.instance.wire.SignedReply;
import dev.couchgrass.instance.wire.SignedRequest;
import dev.couchgrass.instance.wire.WireLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks peers, at one of their addresses after the other, and believes what they signed.
 *
 * <p>Fails with {@link InstanceProblem#PEER_UNREACHABLE} if none of the addresses leads to the
 * peer, with {@link InstanceProblem#PEER_DECLINED} if it does nothing, and with {@link
 * InstanceProblem#PEER_MISBEHAVED} if what it says is no answer; with {@link
 * InstanceProblem#SYNC_OFF} once it is closed.
 */
public final class PeerClient {
  private final Vertx vertx;
  private final SigningKey key;
  private final List<PeerTransport> transports;
  private final InstantSource clock;
  private final SecureRandom random;

  /** How far the clocks of peers are ahead of ours, in milliseconds, as they told. */
  private final Map<PublicKey, Long> ahead = new ConcurrentHashMap<>();

  /** Where peers were reached last. */
  private final Map<PublicKey, PeerAddress> reached = new ConcurrentHashMap<>();

  /** Who answers at an address. */
  public record Greeted(PublicKey key, Optional<String> name) {}

  private volatile boolean closed;

  private record Answer(PublicKey key, PeerReply reply) {}

  public PeerClient(
      Vertx vertx,
      SigningKey key,
      List<PeerTransport> transports,
      InstantSource clock,
      SecureRandom random) {
    this.vertx = vertx;
    this.key = key;
    this.transports = List.copyOf(transports);
    this.clock = clock;
    this.random = random;
  }

  /** Asks who is at an address. */
  public Future<Greeted> hello(PeerAddress address) {
    return send(address, Optional.empty(), new PeerRequest.Hello())
        .compose(
            answer ->
                answer.reply() instanceof PeerReply.Greeting greeting
                    ? Future.succeededFuture(new Greeted(answer.key(), greeting.name()))
                    : Future.failedFuture(unexpected(answer.reply())));
  }

  /**
   * Asks a peer, and fails if it declines.
   *
   * @param kind the reply that is expected
   */
  public <T extends PeerReply> Future<T> ask(Peer peer, PeerRequest request, Class<T> kind) {
    return tryAll(peer, request)
        .compose(
            reply ->
                isStale(reply) ? tryAgain(peer, request, reply) : Future.succeededFuture(reply))
        .compose(
            reply ->
                kind.isInstance(reply)
                    ? Future.succeededFuture(kind.cast(reply))
                    : Future.failedFuture(unexpected(reply)));
  }

  private static InstanceException unexpected(PeerReply reply) {
    return reply instanceof PeerReply.Declined declined
        ? new PeerDeclinedException(declined.problem())
        : misbehaved("it answered something else");
  }

  static InstanceException misbehaved(String how) {
    return new InstanceException(InstanceProblem.PEER_MISBEHAVED, how);
  }

  private static boolean isStale(PeerReply reply) {
    return reply instanceof PeerReply.Declined declined && declined.problem() == PeerProblem.STALE;
  }

  /** Once more, by the peer's clock: it is for the peer alone to say what is fresh. */
  private Future<PeerReply> tryAgain(Peer peer, PeerRequest request, PeerReply stale) {
    long now = ((PeerReply.Declined) stale).now();
    ahead.put(peer.key(), now - clock.millis());
    return tryAll(peer, request);
  }

  /** At one address after the other: the one that led to it last, then as they are noted. */
  private Future<PeerReply> tryAll(Peer peer, PeerRequest request) {
    List<PeerAddress> addresses = new ArrayList<>(peer.addresses());
    Optional.ofNullable(reached.get(peer.key()))
        .filter(addresses::remove)
        .ifPresent(last -> addresses.add(0, last));
    return tryNext(peer, request, addresses.iterator(), Optional.empty());
  }

  private Future<PeerReply> tryNext(
      Peer peer, PeerRequest request, Iterator<PeerAddress> rest, Optional<Throwable> lastFailure) {
    if (!rest.hasNext()) {
      return Future.failedFuture(
          lastFailure.orElseGet(
              () -> new InstanceException(InstanceProblem.NO_ADDRESS, peer.key().toString())));
    }
    PeerAddress address = rest.next();
    return send(address, Optional.of(peer.key()), request)
        .map(
            answer -> {
              if (!answer.key().equals(peer.key())) {
                throw misbehaved("another instance answers at its address");
              }
              reached.put(peer.key(), address);
              return answer.reply();
            })
        .recover(failure -> tryNext(peer, request, rest, Optional.of(failure)));
  }

  private Future<Answer> send(PeerAddress address, Optional<PublicKey> to, PeerRequest request) {
    if (closed) {
      return Future.failedFuture(new InstanceException(InstanceProblem.SYNC_OFF));
    }
    Optional<PeerTransport> transport =
        transports.stream().filter(it -> it.reaches(address)).findFirst();
    if (transport.isEmpty()) {
      return Future.failedFuture(
          new InstanceException(InstanceProblem.PEER_UNREACHABLE, address.toString()));
    }
    return vertx
        .executeBlocking(() -> seal(to, request), false)
        .compose(
            bytes ->
                transport
                    .get()
                    .send(address, Buffer.buffer(bytes), WireLimits.MAX_BYTES)
                    .recover(failure -> Future.failedFuture(unreachable(address, failure)))
                    .compose(
                        reply ->
                            vertx.executeBlocking(
                                () -> open(reply.getBytes(), Hash.of(bytes)), false)));
  }

  private static InstanceException unreachable(PeerAddress address, Throwable failure) {
    return new InstanceException(
        InstanceProblem.PEER_UNREACHABLE,
        address + " (" + Optional.ofNullable(failure.getMessage()).orElse("no reason") + ")");
  }

  private byte[] seal(Optional<PublicKey> to, PeerRequest request) {
    byte[] nonce = new byte[WireLimits.NONCE_BYTES];
    random.nextBytes(nonce);
    long offset = to.map(it -> ahead.getOrDefault(it, 0L)).orElse(0L);
    return SignedRequest.seal(key, to, clock.millis() + offset, nonce, RequestForm.write(request));
  }

  private static Answer open(byte[] bytes, Hash request) {
    try {
      SignedReply reply = SignedReply.read(bytes);
      if (!reply.answers(request)) {
        throw misbehaved("its answer is not signed");
      }
      return new Answer(reply.key(), ReplyForm.read(reply.body()));
    } catch (InvalidInputException e) {
      throw misbehaved(e.reason());
    }
  }

  /** Asks nobody any more, and ends what is under way. */
  public Future<Void> close() {
    closed = true;
    return Future.join(transports.stream().map(PeerTransport::close).toList()).mapEmpty();
  }
}
