package dev.couchgrass.instance.sync;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.peer.AccessRequest;
import dev.couchgrass.instance.peer.AccessStatus;
import dev.couchgrass.instance.peer.PairState;
import dev.couchgrass.instance.peer.Peer;
import dev.couchgrass.instance.peer.PeerStatus;
import dev.couchgrass.instance.peer.PeerTransport;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.peer.SyncReport;
import dev.couchgrass.instance.sync.book.PeerBook;
import dev.couchgrass.instance.sync.exchange.Exchange;
import dev.couchgrass.instance.sync.exchange.PeerClient;
import dev.couchgrass.instance.sync.http.PeerServer;
import dev.couchgrass.instance.sync.schedule.Scheduler;
import dev.couchgrass.instance.sync.serve.PeerService;
import dev.couchgrass.instance.ticket.PeerAddress;
import dev.couchgrass.instance.ticket.Ticket;
import dev.couchgrass.instance.timer.Timers;
import dev.couchgrass.instance.user.SyncSettings;
import dev.couchgrass.instance.user.SyncWishes;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.instance.wire.WireLimits;
import dev.couchgrass.store.flow.Caller;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the databases of an instance equal with those of others: at once after a write, and now and
 * then; what failed is tried again until it succeeds.
 *
 * <p>A database is synced if a user wants it ({@link User#track}), with the peers that it is linked
 * to. Other instances get what they may read, and no more. Futures complete on the caller's
 * context, and fail with an {@link InstanceException}, or as the storage does.
 */
public final class InstanceSync {
  private static final Logger LOG = LoggerFactory.getLogger(InstanceSync.class);
  private static final int SWEEP_MILLIS = 10_000;

  private final Vertx vertx;
  private final PublicKey id;
  private final DatabaseRegistry databases;
  private final PeerBook book;
  private final SyncWishes wishes;
  private final SyncOptions options;
  private final PeerService service;
  private final PeerClient client;
  private final Scheduler scheduler;
  private final Timers timers;
  private Optional<Future<Void>> closing = Optional.empty();
  private final OwnPorts ports = new OwnPorts();

  private InstanceSync(
      Vertx vertx,
      SigningKey key,
      DatabaseRegistry databases,
      SignedDatabase own,
      SyncWishes wishes,
      SyncOptions options,
      List<PeerTransport> transports) {
    this.vertx = vertx;
    this.id = key.publicKey();
    this.databases = databases;
    this.book = new PeerBook(own, options.limits().accessRequestsDecided());
    this.wishes = wishes;
    this.options = options;
    this.service = new PeerService(vertx, key, databases, book, wishes, options);
    this.client =
        new PeerClient(
            vertx, key, transports, databases.means().clock(), databases.means().random());
    this.scheduler =
        new Scheduler(
            vertx,
            databases,
            book,
            wishes,
            options,
            (database, peer, passes) ->
                new Exchange(vertx, client, databases, database, peer, passes).run());
    this.timers = new Timers(vertx);
    sweepLater();
  }

  private void sweepLater() {
    timers.after(
        Duration.ofMillis(SWEEP_MILLIS),
        () -> {
          if (!isClosed()) {
            service.forgetIdle();
            sweepLater();
          }
        });
  }

  /**
   * Begins. For the instance, which does it once.
   *
   * @param key of the instance, which stays the caller's
   * @param own the database in which peers are noted
   */
  public static Future<InstanceSync> start(
      Vertx vertx,
      SigningKey key,
      DatabaseRegistry databases,
      SignedDatabase own,
      SyncWishes wishes,
      SyncOptions options,
      List<PeerTransport> transports) {
    InstanceSync sync = new InstanceSync(vertx, key, databases, own, wishes, options, transports);
    return sync.scheduler
        .start()
        .map(sync)
        .recover(failure -> sync.close().transform(closed -> Future.failedFuture(failure)));
  }

  /**
   * Answers a request of another instance, for whoever carries it here. Fails with {@link
   * dev.couchgrass.core.InvalidInputException} if it is none, and with {@link
   * dev.couchgrass.store.error.ErrorCode#OVERLOADED} if too many are answered now, which are to
   * come again later.
   *
   * @param request at most {@link #maxRequestBytes}
   */
  public Future<Buffer> answer(Buffer request) {
    return service.answer(request.getBytes()).map(Buffer::buffer);
  }

  /** The longest request, in bytes. */
  public int maxRequestBytes() {
    return WireLimits.MAX_BYTES;
  }

  /**
   * Answers other instances over HTTP, on a port of its own, until this is closed. If the options
   * name no address, tickets name this one, unless it stands for all of the machine's. Fails with
   * {@link InstanceProblem#SYNC_OFF} if it was closed.
   *
   * @param host to listen on
   * @param port 0 for any that is free
   * @return the port
   */
  public Future<Integer> listen(String host, int port) {
    return PeerServer.listen(
            vertx, host, port, maxRequestBytes(), options.limits().connections(), this::answer)
        .compose(server -> ports.keep(host, server));
  }

  /** Where other instances may reach this one. */
  public List<PeerAddress> addresses() {
    return options.addresses().isEmpty() ? ports.addresses() : options.addresses();
  }

  /**
   * Wants a database synced, in the name of a user who works with it, and makes a ticket by which
   * others find it here. The ticket permits nothing. Fails with {@link InstanceProblem#NO_ADDRESS},
   * and changes nothing, if nobody could reach this instance.
   */
  public Future<Ticket> share(User user, Cid database) {
    return share(user, database, addresses());
  }

  /**
   * As {@link #share(User, Cid)}, for an instance that is reached elsewhere than it knows itself.
   *
   * @param here where others reach it
   */
  public Future<Ticket> share(User user, Cid database, List<PeerAddress> here) {
    return here.isEmpty()
        ? Future.failedFuture(new InstanceException(InstanceProblem.NO_ADDRESS))
        : enable(user, database, SyncSettings.ON).map(done -> new Ticket(database, here));
  }

  /** Says how a user wants a database synced, which it must be able to open. */
  public Future<Void> enable(User user, Cid database, SyncSettings settings) {
    return user.keyFor(database)
        .compose(key -> user.track(database, key, settings))
        .compose(done -> scheduler.refresh());
  }

  /**
   * Brings a user into a database that others have: finds them by a ticket, asks them to let a key
   * in, and syncs from then on. All addresses of the ticket are tried at once.
   *
   * <p>While the wish is pending, the database comes by itself soon after somebody approves it.
   * Fails with {@link InstanceProblem#PEER_UNREACHABLE} if nobody is there, and {@link
   * InstanceProblem#PEER_DECLINED} if nobody there syncs the database; nothing is changed then.
   *
   * @param key of the user
   * @param permission that the key shall have; one that may do more stays so
   * @param message for whoever decides; at most 1,024 bytes
   */
  public Future<AccessStatus> join(
      User user, Ticket ticket, PublicKey key, Permission permission, Optional<String> message) {
    return new Joining(client, book, id, addresses())
        .join(user, ticket, key, permission, message)
        .compose(
            status ->
                status == AccessStatus.GRANTED
                    // Who was let in is, also if the first exchange breaks off: it goes on later.
                    ? scheduler.run(ticket.database()).otherwiseEmpty().map(status)
                    : Future.succeededFuture(status));
  }

  /** As the other {@code join}, with the user's default key, and nothing to say. */
  public Future<AccessStatus> join(User user, Ticket ticket, Permission permission) {
    return user.defaultKey().compose(key -> join(user, ticket, key, permission, Optional.empty()));
  }

  /**
   * Wishes to be let in, decided or not, in the order of their ids. Of those that were decided,
   * only the last {@link dev.couchgrass.instance.peer.PeerLimits#accessRequestsDecided} stay; who
   * was rejected longer ago may ask again.
   */
  public Future<List<AccessRequest>> accessRequests() {
    return book.requests();
  }

  /**
   * Lets a key in, in the name of a user who is an admin of the database. Fails with {@link
   * InstanceProblem#REQUEST_MISSING}, {@link InstanceProblem#REQUEST_DECIDED}, and {@link
   * InstanceProblem#NOT_ALLOWED} if the user is none.
   */
  public Future<AccessRequest> approve(User user, String request) {
    return new Admission(databases, book).approve(user, request);
  }

  /** Does not let a key in. Fails as {@link #approve} does. */
  public Future<AccessRequest> reject(User user, String request) {
    return new Admission(databases, book).reject(user, request);
  }

  /**
   * Asks who is at an address, and notes it. Fails with {@link InstanceProblem#PEER_UNREACHABLE}.
   */
  public Future<Peer> addPeer(PeerAddress address) {
    return client
        .hello(address)
        .compose(
            greeted ->
                book.changePeer(
                    greeted.key(),
                    known ->
                        known
                            .orElseGet(() -> Peer.of(greeted.key(), List.of()))
                            .withAddresses(List.of(address))
                            .withName(greeted.name())));
  }

  /** Notes a peer, or further addresses of one. */
  public Future<Peer> addPeer(PublicKey key, List<PeerAddress> addresses) {
    return book.changePeer(
        key,
        known ->
            known
                .map(peer -> peer.withAddresses(addresses))
                .orElseGet(() -> Peer.of(key, addresses)));
  }

  /** The peers, in the order of their keys. */
  public Future<List<Peer>> peers() {
    return book.peers();
  }

  /** Neither asks nor answers a peer any more. Fails with {@link InstanceProblem#PEER_MISSING}. */
  public Future<Void> block(PublicKey peer) {
    return change(peer, known -> known.withStatus(PeerStatus.BLOCKED));
  }

  /** Asks and answers a peer again. Fails with {@link InstanceProblem#PEER_MISSING}. */
  public Future<Void> unblock(PublicKey peer) {
    return change(peer, known -> known.withStatus(PeerStatus.ACTIVE));
  }

  private Future<Void> change(PublicKey key, UnaryOperator<Peer> change) {
    return book.changePeer(
            key,
            known ->
                change.apply(
                    known.orElseThrow(
                        () -> new InstanceException(InstanceProblem.PEER_MISSING, key.toString()))))
        .mapEmpty();
  }

  /** Forgets a peer. It is still answered, as anybody is. */
  public Future<Void> removePeer(PublicKey peer) {
    return book.removePeer(peer);
  }

  /** Exchanges a database with a peer from now on. Fails with {@code PEER_MISSING}. */
  public Future<Void> link(Cid database, PublicKey peer) {
    return book.peer(peer)
        .compose(
            known ->
                known.isPresent()
                    ? book.link(database, List.of(peer))
                    : Future.failedFuture(
                        new InstanceException(InstanceProblem.PEER_MISSING, peer.toString())));
  }

  /** Exchanges a database with a peer no more. */
  public Future<Void> unlink(Cid database, PublicKey peer) {
    return book.unlink(database, peer);
  }

  /** The peers that a database is exchanged with, in the order of their keys. */
  public Future<List<PublicKey>> peersOf(Cid database) {
    return book.peersOf(database);
  }

  /**
   * Makes a database equal with all its peers, now. Fails with {@link InstanceProblem#NOT_SYNCED}
   * if nobody here wants it, and as the last peer does if none could be reached.
   *
   * @return what became of each peer that could be reached; none if it is linked to none
   */
  public Future<List<SyncReport>> sync(Cid database) {
    return Caller.current()
        .deliver(
            wishes
                .of(database)
                .compose(
                    wish ->
                        wish.isPresent()
                            ? scheduler.run(database)
                            : Future.failedFuture(
                                new InstanceException(
                                    InstanceProblem.NOT_SYNCED, database.toString()))));
  }

  /**
   * Makes every database equal with all its peers, now, and does not wait for who failed lately.
   * When it succeeds, all that was written here before is with all of them. Fails with {@link
   * InstanceProblem#SYNC_FAILED} and the number if some could not be reached, or do not take it.
   */
  public Future<Void> flush() {
    return Caller.current().deliver(scheduler.flush());
  }

  /** How each database stands with each peer, in the order of their ids. */
  public List<PairState> states() {
    return scheduler.states();
  }

  /** Whether this was closed, and does nothing any more. */
  public synchronized boolean isClosed() {
    return closing.isPresent();
  }

  /**
   * Ends all exchanges where they are, which loses nothing, and answers nobody any more. Completes
   * when what ran has ended, and the storage may be closed, or after {@link SyncOptions#drain} at
   * the latest. Idempotent: whoever closes it again waits for the same.
   */
  public Future<Void> close() {
    return Caller.current().deliver(closeOnce());
  }

  private synchronized Future<Void> closeOnce() {
    Future<Void> ending = closing.orElseGet(this::end);
    closing = Optional.of(ending);
    return ending;
  }

  private Future<Void> end() {
    List<Future<Void>> ending = new ArrayList<>();
    ending.add(scheduler.close());
    ending.add(service.close());
    wishes.close();
    ending.add(ports.close());
    ending.add(client.close());
    Promise<Void> ended = Promise.promise();
    Timers.Timer late =
        timers.after(
            options.drain(),
            () -> {
              if (ended.tryComplete()) {
                LOG.warn("Exchanges with peers still run after {}", options.drain());
              }
            });
    Future.join(ending)
        .onComplete(
            all -> {
              late.cancel();
              ended.tryComplete();
            });
    return ended.future();
  }
}
