package dev.couchgrass.server;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.server.http.ConnectionGuard;
import dev.couchgrass.server.http.Gateway;
import dev.couchgrass.server.http.InvalidRequests;
import dev.couchgrass.server.options.ServerOptions;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One listener per event loop, all on one port. */
final class Listeners {
  /** Clients that open a connection for each request come in bursts. */
  private static final int BACKLOG = 4_096;

  private static final int MAX_CHUNK = 65_536;

  private final Vertx vertx;
  private final String deployment;
  private final int port;

  private Listeners(Vertx vertx, String deployment, int port) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.port = port;
  }

  static Future<Listeners> open(
      Vertx vertx, ServerOptions options, Gateway gateway, Sockets sockets) {
    AtomicInteger port = new AtomicInteger();
    AtomicInteger connections = new AtomicInteger();
    DeploymentOptions many =
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    return vertx
        .deployVerticle(() -> new Listener(options, gateway, sockets, port, connections), many)
        .map(deployment -> new Listeners(vertx, deployment, port.get()));
  }

  int port() {
    return port;
  }

  /** To be called once. */
  Future<Void> close() {
    // Whoever closed Vert.x closed these with it.
    boolean open = vertx.deploymentIDs().contains(deployment);
    return open ? vertx.undeploy(deployment) : Future.succeededFuture();
  }

  private static SocketAddress address(ServerOptions options) {
    // Any free port, but the same one for all listeners of a deployment.
    return options.port() == 0
        ? SocketAddress.sharedRandomPort(1, options.bind())
        : SocketAddress.inetSocketAddress(options.port(), options.bind());
  }

  private static HttpServerOptions http(ServerOptions options) {
    return new HttpServerOptions()
        .setAcceptBacklog(BACKLOG)
        .setTcpNoDelay(true)
        .setReuseAddress(true)
        .setHttp2ClearTextEnabled(false)
        .setHandle100ContinueAutomatically(true)
        .setMaxChunkSize(MAX_CHUNK)
        // A longer line may come from a client that we can still answer in full.
        .setMaxInitialLineLength(options.limits().uriBytes() + 4_096)
        .setMaxHeaderSize(options.limits().headerBytes());
  }

  /** One of them. */
  private static final class Listener extends VerticleBase {
    private final ServerOptions options;
    private final Gateway gateway;
    private final Sockets sockets;
    private final AtomicInteger port;
    private final AtomicInteger connections;
    private final InvalidRequests invalid;
    private Optional<HttpServer> server = Optional.empty();

    Listener(
        ServerOptions options,
        Gateway gateway,
        Sockets sockets,
        AtomicInteger port,
        AtomicInteger connections) {
      this.options = options;
      this.gateway = gateway;
      this.sockets = sockets;
      this.port = port;
      this.connections = connections;
      this.invalid = new InvalidRequests(options.clock());
    }

    @Override
    public Future<?> start() {
      ConnectionGuard guard =
          new ConnectionGuard(
              options.timeouts().headers(), connections, options.limits().connections());
      long period = Math.max(1, Math.min(1_000, options.timeouts().headers().toMillis() / 2));
      vertx.setPeriodic(period, timer -> guard.sweep());
      HttpServer listener =
          vertx
              .createHttpServer(sockets.with(http(options)))
              .connectionHandler(guard::opened)
              .invalidRequestHandler(invalid::answer)
              .requestHandler(request -> handle(guard, request));
      server = Optional.of(listener);
      return listener
          .listen(address(options))
          .andThen(onSuccess(bound -> port.set(bound.actualPort())));
    }

    private void handle(ConnectionGuard guard, HttpServerRequest request) {
      HttpConnection connection = request.connection();
      if (!guard.welcomes(connection)) {
        invalid.refuse(request);
        return;
      }
      guard.began(connection);
      // A socket may be idle for as long as its service lets it.
      Future<Void> answered =
          sockets.takes(request) ? sockets.handle(request) : gateway.handle(request);
      answered.onComplete(done -> guard.ended(connection));
    }

    @Override
    public Future<?> stop() {
      long millis = options.timeouts().drain().toMillis();
      return server
          .map(listener -> listener.shutdown(millis, TimeUnit.MILLISECONDS))
          .orElseGet(Future::succeededFuture);
    }
  }
}
