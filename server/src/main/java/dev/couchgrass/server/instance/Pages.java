package dev.couchgrass.server.instance;

import dev.couchgrass.server.http.Access;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/**
 * {@code /_utils/}: pages for people. They are a fixed table in memory: no path of a request ever
 * reaches a file.
 */
public final class Pages {
  private static final String INDEX =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <title>Couchgrass</title>
      <h1>Couchgrass</h1>
      <p>This server speaks the HTTP API of CouchDB. A user interface is not part of it yet.</p>
      <p><a href="/">What this server is</a> &middot; <a href="/_session">Who you are</a></p>
      </html>
      """;

  /** The last three do not fall back on the first. */
  private static final String POLICY =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, Buffer> FILES =
      Map.of("", Buffer.buffer(INDEX), "index.html", Buffer.buffer(INDEX));

  private Pages() {}

  public static List<Route> routes() {
    return List.of(
        Route.get("/_utils", Access.ANYONE, Pages::index),
        Route.get("/_utils/{file*}", Access.ANYONE, e -> page(e, e.parameter("file"))),
        Route.get("/favicon.ico", Access.ANYONE, exchange -> exchange.empty(204)));
  }

  private static Future<Void> index(Exchange exchange) {
    String path = exchange.request().path();
    return path != null && path.endsWith("/")
        ? page(exchange, "")
        : exchange.respondWith("Location", "/_utils/").empty(301);
  }

  private static Future<Void> page(Exchange exchange, String name) {
    Buffer content = FILES.get(name);
    if (content == null) {
      throw HttpFailure.notFound("missing");
    }
    return exchange
        .respondWith("Content-Security-Policy", POLICY)
        .respondWith("X-Frame-Options", "DENY")
        .respond(200, "text/html; charset=utf-8", content.copy());
  }
}
