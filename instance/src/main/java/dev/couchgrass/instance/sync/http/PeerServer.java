package dev.couchgrass.instance.sync.http;

import dev.couchgrass.core.InvalidInputException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
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

  private final HttpServer server;

  private PeerServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens.
   *
   * @param port 0 for any that is free
   * @param maxBytes of a request
   * @param service answers requests
   */
  public static Future<PeerServer> listen(
      Vertx vertx, String host, int port, int maxBytes, Function<Buffer, Future<Buffer>> service) {
    HttpServerOptions options =
        new HttpServerOptions().setIdleTimeout(IDLE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS);
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> handle(request, maxBytes, service))
        .listen(port, host)
        .map(PeerServer::new);
  }

  private static void handle(
      HttpServerRequest request, int maxBytes, Function<Buffer, Future<Buffer>> service) {
    boolean known =
        request.method().equals(HttpMethod.POST) && HttpPeers.PATH.equals(request.path());
    if (!known) {
      request.response().setStatusCode(NOT_FOUND).end();
      return;
    }
    read(request, maxBytes)
        .compose(service)
        .onSuccess(
            reply ->
                request
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, HttpPeers.MEDIA_TYPE)
                    .end(reply))
        .onFailure(failure -> fail(request, failure));
  }

  private static Future<Buffer> read(HttpServerRequest request, int maxBytes) {
    Promise<Buffer> whole = Promise.promise();
    Buffer read = Buffer.buffer();
    request.exceptionHandler(whole::tryFail);
    request.endHandler(end -> whole.tryComplete(read));
    request.handler(
        part -> {
          if (read.length() + part.length() > maxBytes) {
            whole.tryFail(
                new InvalidInputException(
                    InvalidInputException.Problem.TOO_LARGE, "A message of a peer is too long"));
          } else {
            read.appendBuffer(part);
          }
        });
    return whole.future();
  }

  private static void fail(HttpServerRequest request, Throwable failure) {
    if (request.response().closed() || request.response().ended()) {
      return;
    }
    if (failure instanceof InvalidInputException invalid) {
      boolean large = invalid.problem() == InvalidInputException.Problem.TOO_LARGE;
      request
          .response()
          .setStatusCode(large ? TOO_LARGE : BAD_REQUEST)
          .putHeader(HttpHeaders.CONNECTION, "close")
          .end(invalid.reason());
    } else {
      LOG.warn("A peer could not be answered", failure);
      request.response().setStatusCode(FAILED).end();
    }
  }

  /** The port that is listened on. */
  public int port() {
    return server.actualPort();
  }

  /** Takes no more requests. */
  public Future<Void> close() {
    return server.close();
  }
}
