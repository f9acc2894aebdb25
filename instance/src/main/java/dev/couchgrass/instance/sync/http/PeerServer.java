package dev.couchgrass.instance.sync.http;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers peers over HTTP, and does nothing else: for who does not run the server of documents,
 * which can answer them on its own port.
 */
public final class PeerServer {
  private static final Logger LOG = LoggerFactory.getLogger(PeerServer.class);
  private static final int IDLE_SECONDS = 60;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int TOO_LARGE = 413;
  private static final int FAILED = 500;
  private static final int BUSY = 503;
  private static final int TOO_SLOW = 408;
  private static final String RETRY_SECONDS = "2";

  private final Vertx vertx;
  private final int maxBytes;
  private final int connections;
  private final BodyPace pace;
  private final Function<Buffer, Future<Buffer>> service;
  private final AtomicInteger open = new AtomicInteger();
  private Optional<HttpServer> server = Optional.empty();

  private PeerServer(
      Vertx vertx,
      int maxBytes,
      int connections,
      BodyPace pace,
      Function<Buffer, Future<Buffer>> service) {
    this.vertx = vertx;
    this.maxBytes = maxBytes;
    this.connections = connections;
    this.pace = pace;
    this.service = service;
  }

  /**
   * Listens.
   *
   * @param port 0 for any that is free
   * @param maxBytes of a request
   * @param connections how many there may be; one more is closed
   * @param service answers requests
   */
  public static Future<PeerServer> listen(
      Vertx vertx,
      String host,
      int port,
      int maxBytes,
      int connections,
      Function<Buffer, Future<Buffer>> service) {
    return listen(vertx, host, port, maxBytes, connections, BodyPace.DEFAULTS, service);
  }

  static Future<PeerServer> listen(
      Vertx vertx,
      String host,
      int port,
      int maxBytes,
      int connections,
      BodyPace pace,
      Function<Buffer, Future<Buffer>> service) {
    return new PeerServer(vertx, maxBytes, connections, pace, service).listen(host, port);
  }

  private Future<PeerServer> listen(String host, int port) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            // So that a connection has one request at a time.
            .setHttp2ClearTextEnabled(false);
    return vertx
        .createHttpServer(options)
        .connectionHandler(this::count)
        .requestHandler(this::handle)
        .listen(port, host)
        .map(
            listening -> {
              server = Optional.of(listening);
              return this;
            });
  }

  private void count(HttpConnection connection) {
    connection.closeHandler(closed -> open.decrementAndGet());
    if (open.incrementAndGet() > connections) {
      connection.close();
    }
  }

  private void handle(HttpServerRequest request) {
    boolean known =
        request.method().equals(HttpMethod.POST) && HttpPeers.PATH.equals(request.path());
    if (!known) {
      request.response().setStatusCode(NOT_FOUND).end();
      return;
    }
    new PeerBody(request, maxBytes, pace)
        .read(vertx)
        .compose(service)
        .onSuccess(
            reply ->
                request
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, HttpPeers.MEDIA_TYPE)
                    .end(reply))
        .onFailure(failure -> fail(request, failure));
  }

  private static void fail(HttpServerRequest request, Throwable failure) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    if (failure instanceof InvalidInputException invalid) {
      boolean large = invalid.problem() == InvalidInputException.Problem.TOO_LARGE;
      refuse(request, large ? TOO_LARGE : BAD_REQUEST, invalid.reason());
    } else if (failure instanceof PeerBody.TooSlow) {
      refuse(request, TOO_SLOW, String.valueOf(failure.getMessage()))
          .eventually(() -> request.connection().close());
    } else if (failure instanceof StoreException busy && busy.code() == ErrorCode.OVERLOADED) {
      response
          .setStatusCode(BUSY)
          .putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
          .end(busy.reason());
    } else {
      LOG.warn("A peer could not be answered", failure);
      response.setStatusCode(FAILED).end();
    }
  }

  private static Future<Void> refuse(HttpServerRequest request, int status, String reason) {
    return request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(reason);
  }

  /** The port that is listened on. */
  public int port() {
    return server.map(HttpServer::actualPort).orElse(0);
  }

  /** Takes no more requests. */
  public Future<Void> close() {
    return server.map(HttpServer::close).orElseGet(Future::succeededFuture);
  }
}
