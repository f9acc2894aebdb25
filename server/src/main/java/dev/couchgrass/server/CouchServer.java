package dev.couchgrass.server;

import dev.couchgrass.server.attachment.AttachmentEndpoints;
import dev.couchgrass.server.attachment.InlineAttachments;
import dev.couchgrass.server.bulk.BulkEndpoints;
import dev.couchgrass.server.changes.ChangesEndpoints;
import dev.couchgrass.server.database.DatabaseEndpoints;
import dev.couchgrass.server.document.AttachmentData;
import dev.couchgrass.server.document.DocumentEndpoints;
import dev.couchgrass.server.document.PartedAnswers;
import dev.couchgrass.server.http.Dispatcher;
import dev.couchgrass.server.http.Gateway;
import dev.couchgrass.server.http.Route;
import dev.couchgrass.server.instance.Welcome;
import dev.couchgrass.server.multipart.MultipartExchanges;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A CouchDB over a storage, on the network. */
public final class CouchServer {
  private final ServerOptions options;
  private final HttpServer listener;
  private final ChangesEndpoints changes;

  private CouchServer(ServerOptions options, HttpServer listener, ChangesEndpoints changes) {
    this.options = options;
    this.listener = listener;
    this.changes = changes;
  }

  /**
   * Starts a server; it serves when the future completes. The storage stays the caller's: whoever
   * opened it closes it, after the server.
   *
   * <p>Fails with {@link IllegalArgumentException} if nobody could administer the server, or if it
   * is open and not bound to a loopback address.
   */
  public static Future<CouchServer> start(Vertx vertx, Storage storage, ServerOptions options) {
    ChangesEndpoints changes = new ChangesEndpoints();
    Gateway gateway =
        new Gateway(
            vertx,
            options,
            new OpenGate(storage, options),
            new Dispatcher(routes(storage, options, changes)));
    return vertx
        .createHttpServer(
            new io.vertx.core.http.HttpServerOptions().setHandle100ContinueAutomatically(true))
        .requestHandler(gateway::handle)
        .listen(options.port(), options.bind())
        .map(listener -> new CouchServer(options, listener, changes));
  }

  /** Every path that is served. */
  static List<Route> routes(
      Storage storage, ServerOptions options, ChangesEndpoints changes) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new Welcome(uuid()).routes());
    routes.addAll(changes.routes());
    routes.addAll(new AttachmentEndpoints().routes());
    AttachmentData data = InlineAttachments.each(options.limits().requestBytes());
    PartedAnswers parted = new MultipartExchanges(CouchServer::uuid);
    routes.addAll(new DatabaseEndpoints(storage, data, CouchServer::uuid).routes());
    routes.addAll(new DocumentEndpoints(data, parted).routes());
    routes.addAll(new BulkEndpoints(data, parted, CouchServer::uuid).routes());
    return List.copyOf(routes);
  }

  private static String uuid() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** The port that is listened on. */
  public int port() {
    return listener.actualPort();
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

  /** Takes no more requests, lets those that run end, and closes. */
  public Future<Void> close() {
    changes.close();
    return listener.close();
  }
}
