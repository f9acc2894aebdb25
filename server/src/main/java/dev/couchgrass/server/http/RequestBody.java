package dev.couchgrass.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a request brings: read by whoever answers it, the rest dropped. Used on one event loop. */
final class RequestBody {
  /** In bytes; what is on its way already when a client learns that it is refused is less. */
  private static final long MOST_DROPPED = 16 << 20;

  private final HttpServerRequest request;
  private final Vertx vertx;
  private final Duration patience;
  private @Nullable PatientStream stream;

  RequestBody(HttpServerRequest request, Vertx vertx, Duration patience) {
    this.request = request;
    this.vertx = vertx;
    this.patience = patience;
  }

  /** As it comes, paused; the same each time. */
  ReadStream<Buffer> stream() {
    PatientStream known = stream;
    if (known == null) {
      known = new PatientStream(request, vertx, patience);
      stream = known;
    }
    return known;
  }

  /** What is to be told of a failure. */
  Throwable explain(Throwable cause) {
    return stream == null ? cause : stream.explain(cause);
  }

  /**
   * Reads what still comes and drops it; a client that sends far more than anybody wants loses its
   * connection.
   */
  void discardRest() {
    if (stream != null) {
      stream.stop();
    }
    if (request.isEnded()) {
      return;
    }
    AtomicLong dropped = new AtomicLong();
    request.handler(
        piece -> {
          if (dropped.addAndGet(piece.length()) > MOST_DROPPED) {
            request.connection().close();
          }
        });
    request.exceptionHandler(e -> {});
    request.resume();
  }
}
