package dev.couchgrass.server.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;

/** An answer that is written piece by piece. Used on one event loop. */
public final class ResponseSink {
  private final Vertx vertx;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final boolean head;
  private final long patience;
  private final Promise<Void> gone = Promise.promise();

  /** What the last writer waits for; one promise, not one more listener of {@code gone} each. */
  private Promise<Void> drained = Promise.promise();

  /**
   * @param patience how long a client may read nothing while something waits for it
   */
  ResponseSink(Vertx vertx, HttpServerRequest request, boolean head, Duration patience) {
    this.vertx = vertx;
    this.request = request;
    this.response = request.response();
    this.head = head;
    this.patience = patience.toMillis();
    response.closeHandler(v -> leave());
    response.exceptionHandler(e -> leave());
  }

  /** The connection ends once what was written is read or the network gives up; nobody waits. */
  private void giveUp() {
    leave();
    request.connection().close();
  }

  private void leave() {
    gone.tryComplete();
    drained.tryFail(new ClosedChannelException());
  }

  /**
   * Writes a piece. Completes when the next may come: at once, or after the client has read enough.
   * Fails once the client went away, or has read nothing for so long that its connection is ended.
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
    // Whoever reads nothing would hold a snapshot of the database for as long.
    long timer = vertx.setTimer(patience, id -> giveUp());
    response.drainHandler(v -> waiting.tryComplete());
    return waiting.future().andThen(done -> vertx.cancelTimer(timer));
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
