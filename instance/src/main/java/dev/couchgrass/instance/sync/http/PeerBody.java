package dev.couchgrass.instance.sync.http;

import dev.couchgrass.core.InvalidInputException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** Reads the body of a request, as far as it may go, and as long as it gets on. */
final class PeerBody {
  private final HttpServerRequest request;
  private final int maxBytes;
  private final BodyPace pace;
  private final Promise<Buffer> whole = Promise.promise();
  private final Buffer read = Buffer.buffer();
  private final long began = System.nanoTime();

  /** It took too long: expected, and so without a stack trace. */
  static final class TooSlow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooSlow() {
      super("The request took too long", null, false, false);
    }
  }

  PeerBody(HttpServerRequest request, int maxBytes, BodyPace pace) {
    this.request = request;
    this.maxBytes = maxBytes;
    this.pace = pace;
  }

  /** Reads it. Fails with {@link InvalidInputException} if it is too long, or {@link TooSlow}. */
  Future<Buffer> read(Vertx vertx) {
    long watch = vertx.setPeriodic(pace.period().toMillis(), timer -> judge());
    request.exceptionHandler(whole::tryFail);
    request.endHandler(end -> whole.tryComplete(read));
    request.handler(this::take);
    return whole.future().andThen(ended -> vertx.cancelTimer(watch));
  }

  private void judge() {
    Duration time = Duration.ofNanos(System.nanoTime() - began);
    if (!pace.allows(read.length(), time)) {
      whole.tryFail(new TooSlow());
    }
  }

  private void take(Buffer part) {
    if (whole.future().isComplete()) {
      return;
    }
    if (read.length() + part.length() > maxBytes) {
      whole.tryFail(
          new InvalidInputException(
              InvalidInputException.Problem.TOO_LARGE, "A message of a peer is too long"));
    } else {
      read.appendBuffer(part);
    }
  }
}
