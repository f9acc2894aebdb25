package dev.couchgrass.server.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;

/**
 * Answers what never gets to the gateway, in JSON like everything else, and ends the connection.
 */
public final class InvalidRequests {
  private final InstantSource clock;

  public InvalidRequests(InstantSource clock) {
    this.clock = clock;
  }

  /** Answers on a connection beyond the limit. */
  public void refuse(HttpServerRequest request) {
    request.response().putHeader("Retry-After", "5");
    end(request, 503, "{\"error\":\"service_unavailable\",\"reason\":\"Too many connections.\"}\n");
  }

  /** Answers what is no HTTP. */
  public void answer(HttpServerRequest request) {
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

  private void end(HttpServerRequest request, int status, String body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(Headers.DATE, HttpDate.of(clock.instant()))
        .putHeader(Headers.SERVER, Headers.PRODUCT)
        .putHeader(Headers.CONTENT_TYPE_OPTIONS, Headers.NOSNIFF)
        .putHeader(Headers.CONTENT_TYPE, Headers.contentType("application/json"))
        .putHeader("Connection", "close")
        .end(Buffer.buffer(body))
        .onComplete(done -> request.connection().close());
  }
}
