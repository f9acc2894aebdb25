package dev.couchgrass.server.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers what never gets to the gateway, in JSON like everything else, and ends the connection.
 */
public final class InvalidRequests {
  private InvalidRequests() {}

  /** Answers on a connection beyond the limit. */
  public static void refuse(HttpServerRequest request) {
    request.response().putHeader("Retry-After", "5");
    end(request, 503, "{\"error\":\"service_unavailable\",\"reason\":\"Too many connections.\"}\n");
  }

  /** Answers what is no HTTP. */
  public static void answer(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    int status = 400;
    String body = "{\"error\":\"bad_request\",\"reason\":\"Malformed HTTP request.\"}\n";
    if (cause instanceof TooLongHttpLineException) {
      status = 414;
      body = "{\"error\":\"uri_too_long\",\"reason\":\"The request URI is too long.\"}\n";
    } else if (cause instanceof TooLongHttpHeaderException) {
      status = 431;
      body = "{\"error\":\"headers_too_large\",\"reason\":\"The headers are too large.\"}\n";
    }
    end(request, status, body);
  }

  private static void end(HttpServerRequest request, int status, String body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Server", Product.SERVER)
        .putHeader("Content-Type", "application/json")
        .putHeader("Connection", "close")
        .end(Buffer.buffer(body))
        .onComplete(done -> request.connection().close());
  }
}
