package dev.couchgrass.bench.http;

import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server under load, in a process of its own: prints its port, and ends with its standard input.
 */
public final class Target extends VerticleBase {
  /** Who may do everything with a server of kind {@link Kind#LOCKED}, name and password. */
  static final String ADMIN = "bench";

  private final AtomicInteger port;

  /** What is served. */
  public enum Kind {
    /** Five bytes, whatever is asked for: as fast as Vert.x gets. */
    HELLO,
    /** Couchgrass in memory, where everybody may do everything. */
    OPEN,
    /** Couchgrass in memory, with an administrator. */
    LOCKED
  }

  private Target(AtomicInteger port) {
    this.port = port;
  }

  /** Takes the name of a {@link Kind}. */
  public static void main(String[] arguments) throws IOException {
    Vertx vertx = Vertx.vertx();
    Kind kind = Kind.valueOf(arguments[0]);
    System.out.println((kind == Kind.HELLO ? hello(vertx) : couch(vertx, kind)).await());
    System.out.flush();
    while (System.in.read() >= 0) {
      // Nothing is expected but the end.
    }
    vertx.close().await();
  }

  private static Future<Integer> couch(Vertx vertx, Kind kind) throws IOException {
    ServerOptions options = ServerOptions.DEFAULTS.withPort(freePort()).withOpen(kind == Kind.OPEN);
    ServerOptions known = kind == Kind.OPEN ? options : options.withAdmin(ADMIN, ADMIN);
    Future<Storage> storage = MemoryStorage.open(vertx);
    return storage.compose(s -> CouchServer.start(vertx, s, known)).map(CouchServer::port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Future<Integer> hello(Vertx vertx) {
    AtomicInteger port = new AtomicInteger();
    DeploymentOptions many =
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    return vertx.deployVerticle(() -> new Target(port), many).map(deployed -> port.get());
  }

  @Override
  public Future<?> start() {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> request.response().putHeader("Content-Type", "text/plain").end("hello"));
    // One free port for all event loops.
    return server
        .listen(-1, "127.0.0.1")
        .map(
            bound -> {
              port.set(bound.actualPort());
              return bound;
            });
  }
}
