package dev.couchgrass.store.http.wire;

import dev.couchgrass.store.flow.Repeat;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * One sending of a call over a connection that is there: until the answer's head has come, whatever
 * it says. What is sent waits until the connection takes it; no step takes longer than the call's
 * patience.
 */
final class Attempt {
  private final Vertx vertx;
  private final HttpClientRequest request;
  private final Call call;
  private final Duration patience;
  private final Pieces payload;
  private final Promise<Answer> answered = Promise.promise();
  private Optional<Long> alarm = Optional.empty();
  private boolean sent;

  Attempt(Vertx vertx, HttpClientRequest request, Call call, Duration patience) {
    this.vertx = vertx;
    this.request = request;
    this.call = call;
    this.patience = patience;
    this.payload = call.payload().pieces().get();
  }

  Future<Answer> run() {
    watch();
    request.exceptionHandler(this::fail);
    request.response().onSuccess(this::head).onFailure(this::fail);
    if (call.payload().length() == 0) {
      sent = true;
      request.end().onFailure(this::fail);
    } else {
      request.putHeader("Content-Length", Long.toString(call.payload().length()));
      Repeat.whileTrue(this::send).onFailure(this::fail);
    }
    return answered.future().andThen(over -> settle());
  }

  /** Sends a piece; false if there is no more to do. */
  private Future<Boolean> send() {
    return payload.next().compose(this::send);
  }

  private Future<Boolean> send(Buffer piece) {
    if (answered.future().isComplete()) {
      return Future.succeededFuture(false);
    }
    watch();
    if (piece.length() > 0) {
      return request.write(piece).map(written -> true);
    }
    sent = true;
    return request.end().map(ended -> false);
  }

  private void head(HttpClientResponse response) {
    ResponseBody body = new ResponseBody(vertx, response, patience, this::whole);
    Answer answer = new Answer(response.statusCode(), response.headers(), body);
    if (!answered.tryComplete(answer)) {
      body.close();
    }
  }

  /** A connection on which a request was not sent to its end is of no further use. */
  private void whole() {
    if (!sent) {
      request.reset();
    }
  }

  /** The time runs anew with every piece that is taken. */
  private void watch() {
    alarm.ifPresent(vertx::cancelTimer);
    alarm =
        Optional.of(
            vertx.setTimer(
                patience.toMillis(),
                late -> fail(new TimeoutException("No answer within " + patience))));
  }

  private void fail(Throwable cause) {
    if (answered.tryFail(Failures.network("The server did not answer", cause))) {
      request.reset();
    }
  }

  private void settle() {
    alarm.ifPresent(vertx::cancelTimer);
    if (!sent) {
      payload.close();
    }
  }
}
