package dev.couchgrass.server.http;

import dev.couchgrass.server.options.Cors;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;

/** Tells browsers which other sites' pages may read an answer. */
final class CorsHeaders {
  private static final String METHODS = "GET, HEAD, POST, PUT, DELETE, COPY, OPTIONS";
  private static final String REQUEST_HEADERS =
      "accept, accept-language, authorization, content-length, content-range, content-type,"
          + " destination, expires, if-match, if-none-match, last-modified, origin, pragma, range,"
          + " x-couch-full-commit, x-couch-id, x-couch-persist, x-couchdb-www-authenticate,"
          + " x-requested-with";
  private static final String RESPONSE_HEADERS =
      "accept-ranges, cache-control, content-encoding, content-range, content-type, etag, location,"
          + " server, x-couch-request-id, x-couch-update-newrev, x-couchdb-body-time";

  private final Cors cors;

  CorsHeaders(Cors cors) {
    this.cors = cors;
  }

  /** Adds what an answer to this request needs; an answer to a preflight is complete with it. */
  Optional<Future<Void>> apply(Exchange exchange) {
    Optional<String> origin = exchange.header("Origin");
    if (!cors.enabled()) {
      return Optional.empty();
    }
    if (!cors.any()) {
      exchange.respondWith("Vary", "Origin");
    }
    if (origin.isEmpty() || !cors.allows(origin.get())) {
      return Optional.empty();
    }
    exchange.respondWith("Access-Control-Allow-Origin", cors.any() ? "*" : origin.get());
    if (!cors.any()) {
      exchange.respondWith("Access-Control-Allow-Credentials", "true");
    }
    if (preflight(exchange)) {
      exchange
          .respondWith("Access-Control-Allow-Methods", METHODS)
          .respondWith("Access-Control-Allow-Headers", REQUEST_HEADERS)
          .respondWith("Access-Control-Max-Age", "600");
      return Optional.of(exchange.empty(204));
    }
    exchange.respondWith("Access-Control-Expose-Headers", RESPONSE_HEADERS);
    return Optional.empty();
  }

  private static boolean preflight(Exchange exchange) {
    return exchange.request().method().equals(HttpMethod.OPTIONS)
        && exchange.header("Access-Control-Request-Method").isPresent();
  }
}
