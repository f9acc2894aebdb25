package dev.couchgrass.server.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as it comes, paused at first. Fails with 408 once a client lets too much time
 * pass between two pieces; time in which nobody asks for a piece does not count. Used on one event
 * loop.
 */
final class PatientStream implements ReadStream<Buffer> {
  private final HttpServerRequest request;
  private final Vertx vertx;
  private final long timer;
  private @Nullable Handler<Void> atEnd;
  private @Nullable Handler<Throwable> atFailure;
  private long demand;

  /** Whether the period that runs saw a piece, or nobody who waits for one. */
  private boolean fresh = true;

  private boolean over;
  private boolean stalled;

  PatientStream(HttpServerRequest request, Vertx vertx, Duration patience) {
    this.request = request;
    this.vertx = vertx;
    this.timer = vertx.setPeriodic(patience.toMillis(), id -> tick());
    request.endHandler(v -> end());
    request.exceptionHandler(cause -> fail(cutOff()));
  }

  /** Watches no longer. */
  void stop() {
    over = true;
    vertx.cancelTimer(timer);
  }

  /** The client gets a whole period for each piece. */
  private void tick() {
    if (fresh || demand == 0) {
      fresh = demand == 0;
    } else {
      stalled = true;
      fail(timeout());
    }
  }

  static HttpFailure timeout() {
    return new HttpFailure(408, "timeout", "The request body took too long.");
  }

  /** Chunks that are none, or a client that is gone and hears no answer. */
  private static HttpFailure cutOff() {
    return HttpFailure.badRequest("The request body is malformed or cut off.");
  }

  /** Why a request failed: to its reader, a body that stalls is one that is cut off. */
  Throwable explain(Throwable cause) {
    return stalled ? timeout() : cause;
  }

  private void end() {
    if (!over) {
      stop();
      if (atEnd != null) {
        atEnd.handle(null);
      }
    }
  }

  private void fail(Throwable cause) {
    if (!over) {
      stop();
      if (atFailure != null) {
        atFailure.handle(cause);
      }
    }
  }

  @Override
  public PatientStream handler(@Nullable Handler<Buffer> handler) {
    if (handler == null) {
      request.handler(null);
      return this;
    }
    request.handler(
        piece -> {
          fresh = true;
          demand = demand == Long.MAX_VALUE ? demand : Math.max(0, demand - 1);
          if (!over) {
            handler.handle(piece);
          }
        });
    return this;
  }

  @Override
  public PatientStream endHandler(@Nullable Handler<Void> handler) {
    atEnd = handler;
    return this;
  }

  @Override
  public PatientStream exceptionHandler(@Nullable Handler<Throwable> handler) {
    atFailure = handler;
    return this;
  }

  @Override
  public PatientStream pause() {
    demand = 0;
    request.pause();
    return this;
  }

  @Override
  public PatientStream resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public PatientStream fetch(long amount) {
    fresh |= demand == 0;
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    request.fetch(amount);
    return this;
  }
}
