package dev.couchgrass.conformance.network;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Stands between a client and a server that speak HTTP, as gateways do, and now and then gives
 * another answer than the server's. What it does is decided request by request.
 */
public final class FaultyGateway {
  private static final int CONNECTIONS = 100;

  private final HttpServer server;
  private final HttpClient client;
  private final int target;
  private final int retryAfter;
  private final Function<HttpServerRequest, HttpFault> faults;
  private final Map<HttpFault, AtomicInteger> done = new ConcurrentHashMap<>();

  /**
   * In front of a server of this machine.
   *
   * @param target its port
   * @param retryAfter what a client that is sent away is asked to wait, in seconds
   * @param faults what befalls each request
   */
  public FaultyGateway(
      Vertx vertx, int target, int retryAfter, Function<HttpServerRequest, HttpFault> faults) {
    this.target = target;
    this.retryAfter = retryAfter;
    this.faults = faults;
    this.server = vertx.createHttpServer();
    this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  /** Begins; gives the port. */
  public Future<Integer> listen() {
    return server.requestHandler(this::handle).listen(0, "127.0.0.1").map(HttpServer::actualPort);
  }

  /** How often each came to pass. */
  public int count(HttpFault fault) {
    return done.getOrDefault(fault, new AtomicInteger()).get();
  }

  private void handle(HttpServerRequest request) {
    HttpFault fault = faults.apply(request);
    done.computeIfAbsent(fault, kind -> new AtomicInteger()).incrementAndGet();
    switch (fault) {
      case REFUSED -> refuse(request, 500, "badarg");
      case TOO_MANY -> sendAway(request);
      case UNAVAILABLE -> say(request, 503, "text/plain", "Try later");
      case UNAUTHORIZED -> refuse(request, 401, "unauthorized");
      case FORBIDDEN -> refuse(request, 403, "forbidden");
      case FOREIGN -> say(request, 200, "text/html", "<html>Please log in</html>");
      default -> pass(request, fault);
    }
  }

  private static void refuse(HttpServerRequest request, int status, String word) {
    say(request, status, "application/json", "{\"error\":\"" + word + "\",\"reason\":\"No\"}");
  }

  private void sendAway(HttpServerRequest request) {
    request.response().putHeader("Retry-After", Integer.toString(retryAfter));
    say(
        request,
        429,
        "application/json",
        "{\"error\":\"too_many_requests\",\"reason\":\"Not so many\"}");
  }

  private static void say(HttpServerRequest request, int status, String type, String text) {
    request
        .end()
        .onSuccess(
            read ->
                request.response().setStatusCode(status).putHeader("Content-Type", type).end(text));
    request.resume();
  }

  private void pass(HttpServerRequest request, HttpFault fault) {
    request.pause();
    RequestOptions options =
        new RequestOptions()
            .setMethod(request.method())
            .setHost("127.0.0.1")
            .setPort(target)
            .setURI(request.uri())
            .setHeaders(request.headers());
    client
        .request(options)
        .compose(forward -> forward(request, forward))
        .compose(answer -> answer(request.response(), answer, fault))
        .onFailure(broken -> request.connection().close());
  }

  private static Future<HttpClientResponse> forward(
      HttpServerRequest request, HttpClientRequest forward) {
    request.response().closeHandler(closed -> forward.reset());
    return forward.send(request);
  }

  private static Future<Void> answer(
      HttpServerResponse near, HttpClientResponse far, HttpFault fault) {
    if (fault == HttpFault.NONE) {
      near.setStatusCode(far.statusCode());
      near.headers().setAll(far.headers());
      return far.pipeTo(near);
    }
    return far.body().compose(body -> spoiled(near, far, fault, body));
  }

  private static Future<Void> spoiled(
      HttpServerResponse near, HttpClientResponse far, HttpFault fault, Buffer body) {
    if (fault == HttpFault.LOST) {
      return near.setStatusCode(500).end("{\"error\":\"badarg\",\"reason\":\"Lost\"}");
    }
    near.setStatusCode(far.statusCode());
    near.headers().setAll(far.headers()).remove("Content-Length").remove("Transfer-Encoding");
    return near.end(body.getBuffer(0, body.length() / 2));
  }

  /** Ends it, and all that goes through it. */
  public Future<Void> close() {
    return Future.join(server.close(), client.close()).mapEmpty();
  }
}
