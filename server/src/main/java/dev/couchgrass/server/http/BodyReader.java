package dev.couchgrass.server.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.zip.DataFormatException;

/** Reads a request's body into memory, as far as it may go. */
final class BodyReader {
  private final Exchange exchange;
  private final HttpServerRequest request;
  private final long maxBytes;
  private final Promise<Buffer> done = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private Optional<GzipDecoder> decoder = Optional.empty();

  BodyReader(Exchange exchange, long maxBytes) {
    this.exchange = exchange;
    this.request = exchange.request();
    this.maxBytes = maxBytes;
  }

  Future<Buffer> read() {
    switch (exchange.header("Content-Encoding").orElse("identity")) {
      case "identity" -> {}
      case "gzip" -> decoder = Optional.of(new GzipDecoder(body, maxBytes));
      default -> {
        return Future.failedFuture(
            HttpFailure.unsupportedMediaType("Content-Encoding must be gzip or identity"));
      }
    }
    if (declaredLength() > maxBytes) {
      return Future.failedFuture(tooLarge());
    }
    if (request.isEnded()) {
      return Future.succeededFuture(body);
    }
    exchange.stream()
        .handler(this::piece)
        .endHandler(v -> end())
        .exceptionHandler(this::fail)
        .resume();
    return done.future().eventually(this::release);
  }

  private long declaredLength() {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      throw HttpFailure.badRequest("Content-Length must be a number");
    }
  }

  private void piece(Buffer piece) {
    if (done.future().isComplete()) {
      return;
    }
    try {
      if (decoder.isPresent()) {
        decoder.get().add(piece.getBytes());
      } else if (body.length() + (long) piece.length() > maxBytes) {
        throw tooLarge();
      } else {
        body.appendBuffer(piece);
      }
    } catch (HttpFailure | DataFormatException e) {
      fail(e instanceof HttpFailure ? e : malformed());
    }
  }

  private void end() {
    if (decoder.isPresent() && !decoder.get().finished()) {
      fail(malformed());
    } else {
      done.tryComplete(body);
    }
  }

  private void fail(Throwable cause) {
    done.tryFail(cause);
  }

  /** Waits no longer for the rest. */
  void giveUp() {
    fail(PatientStream.timeout());
  }

  private Future<Void> release() {
    decoder.ifPresent(GzipDecoder::close);
    return Future.succeededFuture();
  }

  static HttpFailure tooLarge() {
    return HttpFailure.tooLarge("the request entity is too large");
  }

  private static HttpFailure malformed() {
    return HttpFailure.badRequest("The gzip of the request body is damaged.");
  }
}
