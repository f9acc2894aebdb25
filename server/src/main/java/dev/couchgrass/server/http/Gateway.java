package dev.couchgrass.server.http;

import dev.couchgrass.server.options.ServerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The way that every request takes: limits, origin, identity, route, permission, endpoint. */
public final class Gateway {
  private static final AtomicLong COUNT = new AtomicLong(System.nanoTime());

  private final Vertx vertx;
  private final ServerOptions options;
  private final Gate gate;
  private final Dispatcher dispatcher;
  private final Counters counters;
  private final CorsHeaders cors;

  public Gateway(
      Vertx vertx, ServerOptions options, Gate gate, Dispatcher dispatcher, Counters counters) {
    this.vertx = vertx;
    this.options = options;
    this.gate = gate;
    this.dispatcher = dispatcher;
    this.counters = counters;
    this.cors = new CorsHeaders(options.cors());
  }

  /** Answers a request, whatever happens. */
  public Future<Void> handle(HttpServerRequest request) {
    if (mayHaveBody(request)) {
      // Until somebody wants it: what came before that would be lost.
      request.pause();
    }
    counters.began();
    Exchange exchange = new Exchange(request, vertx, options, nextId());
    Future<Void> answered;
    try {
      answered = run(exchange);
    } catch (RuntimeException e) {
      answered = Future.failedFuture(e);
    }
    return answered
        .recover(cause -> Failures.answer(exchange, exchange.explain(cause)))
        .andThen(
            done -> {
              counters.answered(request.response().getStatusCode());
              if (mayHaveBody(request)) {
                exchange.discardRest();
              }
            });
  }

  /** Most requests are reads without a body, which need not be held up and let go. */
  private static boolean mayHaveBody(HttpServerRequest request) {
    boolean read =
        request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    return !read
        || request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private Future<Void> run(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    if (request.uri().length() > options.limits().uriBytes()) {
      throw new HttpFailure(414, "uri_too_long", "The request URI is too long.");
    }
    Optional<Future<Void>> preflight = cors.apply(exchange);
    if (preflight.isPresent()) {
      return preflight.get();
    }
    return gate.identify(exchange).compose(identity -> serve(exchange, identity));
  }

  private Future<Void> serve(Exchange exchange, Identity identity) {
    HttpServerRequest request = exchange.request();
    String path = request.path();
    Dispatcher.Match match = dispatcher.match(request.method(), path == null ? "" : path);
    exchange.matched(match, identity);
    return gate.admit(identity, match)
        .compose(
            opened -> {
              opened.ifPresent(o -> exchange.opened(o.database(), o.policy()));
              return match.route().endpoint().handle(exchange);
            });
  }

  private static String nextId() {
    // Spread over all bits, so that ids of neighbours differ visibly.
    long mixed = COUNT.incrementAndGet() * 0x9E3779B97F4A7C15L;
    return HexFormat.of().toHexDigits(mixed >>> 24, 10);
  }
}
