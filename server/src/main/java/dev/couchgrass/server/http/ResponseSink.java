package dev.couchgrass.server.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.channels.ClosedChannelException;

/** An answer that is written piece by piece. Used on one event loop. */
public final class ResponseSink {
  private final HttpServerResponse response;
  private final boolean head;
  private final Promise<Void> gone = Promise.promise();

  /** What the last writer waits for; one promise, not one more listener of {@code gone} each. */
  private Promise<Void> drained = Promise.promise();

  ResponseSink(HttpServerResponse response, boolean head) {
    this.response = response;
    this.head = head;
    response.closeHandler(v -> leave());
    response.exceptionHandler(e -> leave());
  }

  private void leave() {
    gone.tryComplete();
    drained.tryFail(new ClosedChannelException());
  }

  /**
   * Writes a piece. Completes when the next may come: at once, or after the client has read enough.
   * Fails once the client went away.
   */
  public Future<Void> write(Buffer piece) {
    if (closed()) {
      return Future.failedFuture(new ClosedChannelException());
    }
    if (head) {
      return Future.succeededFuture();
    }
    response.write(piece);
    if (!response.writeQueueFull()) {
      return Future.succeededFuture();
    }
    Promise<Void> waiting = Promise.promise();
    drained = waiting;
    response.drainHandler(v -> waiting.tryComplete());
    return waiting.future();
  }

  /** Ends the answer. */
  public Future<Void> end() {
    return closed() ? Future.succeededFuture() : response.end();
  }

  /** Whether the client went away. */
  public boolean closed() {
    return gone.future().isComplete() || response.closed();
  }

  /** Completes when the client goes away before the end: whatever feeds this must then stop. */
  public Future<Void> gone() {
    return gone.future();
  }
}
