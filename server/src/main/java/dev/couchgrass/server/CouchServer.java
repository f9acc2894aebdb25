package dev.couchgrass.server;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.server.attachment.AttachmentEndpoints;
import dev.couchgrass.server.auth.Authority;
import dev.couchgrass.server.auth.PasswordHash;
import dev.couchgrass.server.bulk.BulkEndpoints;
import dev.couchgrass.server.changes.ChangesEndpoints;
import dev.couchgrass.server.database.DatabaseEndpoints;
import dev.couchgrass.server.document.DocumentEndpoints;
import dev.couchgrass.server.document.PartedAnswers;
import dev.couchgrass.server.http.Counters;
import dev.couchgrass.server.http.Dispatcher;
import dev.couchgrass.server.http.Gateway;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.server.instance.DatabaseList;
import dev.couchgrass.server.instance.NodeState;
import dev.couchgrass.server.instance.NotYet;
import dev.couchgrass.server.instance.Pages;
import dev.couchgrass.server.instance.ServerId;
import dev.couchgrass.server.instance.Uuids;
import dev.couchgrass.server.instance.Welcome;
import dev.couchgrass.server.mount.Mount;
import dev.couchgrass.server.mount.SocketMount;
import dev.couchgrass.server.multipart.MultipartExchanges;
import dev.couchgrass.server.options.Authentication;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.server.replicator.Replications;
import dev.couchgrass.store.Storage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/** A CouchDB over a storage, on the network. */
public final class CouchServer {
  private final ServerOptions options;
  private final Authority authority;
  private final Listeners listeners;
  private final ChangesEndpoints changes;
  private final Replications replications;
  private final List<Route> routes;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final Promise<Void> closed = Promise.promise();

  private CouchServer(
      ServerOptions options,
      Authority authority,
      ChangesEndpoints changes,
      Replications replications,
      List<Route> routes,
      Listeners listeners) {
    this.options = options;
    this.authority = authority;
    this.changes = changes;
    this.replications = replications;
    this.routes = routes;
    this.listeners = listeners;
  }

  /**
   * Starts a server; it serves when the future completes. The storage stays the caller's: whoever
   * opened it closes it, after the server. Makes the databases {@code _users} and {@code
   * _replicator} if they are not there, and takes up the replications that the latter's documents
   * ask for.
   *
   * <p>Fails with {@link IllegalArgumentException} if nobody could administer the server, or if it
   * is open and not bound to a loopback address; and with the network's failure if the address
   * can't be listened on.
   */
  public static Future<CouchServer> start(Vertx vertx, Storage storage, ServerOptions options) {
    return start(vertx, storage, options, List.of());
  }

  /**
   * As {@link #start(Vertx, Storage, ServerOptions)}, with other services on the same port. Fails
   * with {@link IllegalArgumentException} if one has a path that is the server's own, too.
   */
  public static Future<CouchServer> start(
      Vertx vertx, Storage storage, ServerOptions options, List<Mount> mounts) {
    return start(vertx, storage, options, mounts, List.of());
  }

  /**
   * As {@link #start(Vertx, Storage, ServerOptions, List)}, with services over WebSockets, too.
   * Fails with {@link IllegalArgumentException} if two of these have one path.
   */
  public static Future<CouchServer> start(
      Vertx vertx,
      Storage storage,
      ServerOptions options,
      List<Mount> mounts,
      List<SocketMount> socketMounts) {
    Sockets sockets;
    try {
      Safety.check(options);
      sockets = new Sockets(socketMounts);
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
    return Authority.prepare(vertx, storage, options)
        .compose(
            authority ->
                ServerId.of(storage)
                    .compose(id -> listen(vertx, storage, options, authority, id, mounts, sockets))
                    .andThen(onFailure(cause -> authority.close())));
  }

  /**
   * Makes sure that {@link #start} would not refuse these options: for those who would rather know
   * before they open a storage.
   *
   * @throws IllegalArgumentException if it would
   */
  public static void requireSafe(ServerOptions options) {
    Safety.check(options);
  }

  /**
   * Hashes a password as CouchDB's configuration keeps it: {@link ServerOptions#withAdmin} takes
   * one in place of the password. Takes a part of a second.
   */
  public static String passwordHash(String password, RandomGenerator random) {
    return PasswordHash.of(password, Authentication.DEFAULTS.iterations(), random).text();
  }

  private static Future<CouchServer> listen(
      Vertx vertx,
      Storage storage,
      ServerOptions options,
      Authority authority,
      String id,
      List<Mount> mounts,
      Sockets sockets) {
    Counters counters = new Counters();
    ChangesEndpoints changes = new ChangesEndpoints();
    Replications replications = new Replications(vertx, storage, options, new SecureRandom());
    List<Route> routes = new ArrayList<>(replications.routes());
    routes.addAll(routes(storage, options, authority, changes, counters, id, replications));
    mounts.forEach(mount -> routes.add(MountEndpoint.route(mount)));
    Gateway gateway =
        new Gateway(vertx, options, authority.gate(), new Dispatcher(routes), counters);
    return Listeners.open(vertx, options, gateway, sockets)
        .map(
            listeners ->
                new CouchServer(
                    options, authority, changes, replications, List.copyOf(routes), listeners))
        .compose(CouchServer::replicate);
  }

  /** Not before it serves: some replications may lead to itself. */
  private Future<CouchServer> replicate() {
    return replications
        .start()
        .map(this)
        .recover(cause -> close().transform(closed -> Future.failedFuture(cause)));
  }

  /** Every path that is served. */
  List<Route> routes() {
    return routes;
  }

  private static List<Route> routes(
      Storage storage,
      ServerOptions options,
      Authority authority,
      ChangesEndpoints changes,
      Counters counters,
      String id,
      Replications replications) {
    Uuids uuids = new Uuids();
    List<Route> routes = new ArrayList<>();
    routes.addAll(new Welcome(id).routes());
    routes.addAll(authority.sessions().routes());
    routes.addAll(new DatabaseList(storage).routes());
    routes.addAll(uuids.routes());
    routes.addAll(new NodeState(counters, options.clock()).routes());
    routes.addAll(Pages.routes());
    routes.addAll(NotYet.routes());
    // Not from the same source as ids: nobody who attaches something may guess a boundary.
    PartedAnswers parted = new MultipartExchanges(() -> UUID.randomUUID().toString());
    routes.addAll(new DatabaseEndpoints(storage, uuids::next, replications::created).routes());
    routes.addAll(new DocumentEndpoints(parted).routes());
    routes.addAll(new BulkEndpoints(parted, uuids::next).routes());
    routes.addAll(new AttachmentEndpoints().routes());
    routes.addAll(changes.routes());
    return List.copyOf(routes);
  }

  /** The port that is listened on. */
  public int port() {
    return listeners.port();
  }

  /** Where the server is found from the same machine. */
  public String url() {
    String host = options.bind().contains(":") ? '[' + options.bind() + ']' : options.bind();
    return "http://" + host + ':' + port();
  }

  /** How many feeds of changes run now. */
  public int runningFeeds() {
    return changes.running();
  }

  /**
   * Ends the replications that the server runs, takes no more requests, lets those that run end for
   * a while, and closes. May be called again, from any thread: it closes once, and every call's
   * future completes with it.
   */
  public Future<Void> close() {
    if (closing.compareAndSet(false, true)) {
      // Their clients are told the place from which to go on; others may end what they do.
      changes.close();
      replications
          .close(options.timeouts().drain())
          .eventually(listeners::close)
          .eventually(authority::close)
          .onComplete(closed);
    }
    return closed.future();
  }
}
