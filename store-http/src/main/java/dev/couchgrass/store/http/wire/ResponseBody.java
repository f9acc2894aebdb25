package dev.couchgrass.store.http.wire;

import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * An answer's body. While a piece is waited for, so is no longer than the server may keep silent;
 * while none is, nothing is read and no time runs.
 */
final class ResponseBody implements Pieces {
  private final Vertx vertx;
  private final HttpClientResponse response;
  private final Duration patience;
  private final ArrayDeque<Buffer> arrived = new ArrayDeque<>();
  private Optional<Promise<Buffer>> waiting = Optional.empty();
  private Optional<StoreException> failure = Optional.empty();
  private boolean ended;
  private long alarm;

  /**
   * To be made when the head has come, at once.
   *
   * @param whenWhole runs when the answer has come whole
   */
  ResponseBody(Vertx vertx, HttpClientResponse response, Duration patience, Runnable whenWhole) {
    this.vertx = vertx;
    this.response = response;
    this.patience = patience;
    response.pause();
    response.handler(this::piece);
    response.endHandler(
        end -> {
          ended = true;
          whenWhole.run();
          settle();
        });
    response.exceptionHandler(this::fail);
  }

  @Override
  public Future<Buffer> next() {
    if (waiting.isPresent()) {
      throw new IllegalStateException("The piece before has not come yet");
    }
    Promise<Buffer> promise = Promise.promise();
    waiting = Optional.of(promise);
    alarm = vertx.setTimer(patience.toMillis(), late -> tooLate());
    if (!settle()) {
      response.fetch(1);
    }
    return promise.future();
  }

  private void piece(Buffer piece) {
    if (piece.length() > 0) {
      arrived.add(piece);
      settle();
    } else if (waiting.isPresent()) {
      response.fetch(1);
    }
  }

  private void tooLate() {
    fail(new TimeoutException("No byte within " + patience));
    response.request().reset();
  }

  private void fail(Throwable cause) {
    if (!ended && failure.isEmpty()) {
      failure = Optional.of(Failures.network("The server's answer broke off", cause));
    }
    settle();
  }

  /** Gives whoever waits what there is; whether he waits no more. */
  private boolean settle() {
    if (waiting.isEmpty() || (arrived.isEmpty() && failure.isEmpty() && !ended)) {
      return waiting.isEmpty();
    }
    Promise<Buffer> promise = waiting.get();
    waiting = Optional.empty();
    vertx.cancelTimer(alarm);
    if (!arrived.isEmpty()) {
      promise.complete(arrived.remove());
    } else if (failure.isPresent()) {
      promise.fail(failure.get());
    } else {
      promise.complete(Buffer.buffer());
    }
    return true;
  }

  /** Ends the connection, unless the answer has come whole. */
  @Override
  public void close() {
    if (!ended && failure.isEmpty()) {
      fail(new IllegalStateException("Closed by its reader"));
      response.request().reset();
    }
  }
}
