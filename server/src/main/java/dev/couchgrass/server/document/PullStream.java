package dev.couchgrass.server.document;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A stream of what a supplier gives when asked. Paused at first; for one thread. */
public final class PullStream implements ReadStream<Buffer> {
  private final Supplier<Future<Buffer>> source;
  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Void> endHandler;
  private @Nullable Handler<Throwable> exceptionHandler;
  private long demand;
  private boolean asking;
  private boolean ended;

  /**
   * @param source gives the next piece, and an empty one at the end; it is asked again only after
   *     its future has completed
   */
  public PullStream(Supplier<Future<Buffer>> source) {
    this.source = source;
  }

  /** A stream of bytes that are there. */
  public static PullStream of(byte[] bytes) {
    Buffer[] rest = {Buffer.buffer(bytes)};
    return new PullStream(
        () -> {
          Buffer next = rest[0];
          rest[0] = Buffer.buffer();
          return Future.succeededFuture(next);
        });
  }

  @Override
  public PullStream handler(@Nullable Handler<Buffer> newHandler) {
    handler = newHandler;
    pump();
    return this;
  }

  @Override
  public PullStream endHandler(@Nullable Handler<Void> newHandler) {
    endHandler = newHandler;
    if (ended && newHandler != null) {
      newHandler.handle(null);
    }
    return this;
  }

  @Override
  public PullStream exceptionHandler(@Nullable Handler<Throwable> newHandler) {
    exceptionHandler = newHandler;
    return this;
  }

  @Override
  public PullStream pause() {
    demand = 0;
    return this;
  }

  @Override
  public PullStream resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public PullStream fetch(long amount) {
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    pump();
    return this;
  }

  private void pump() {
    // A loop, not recursion: sources may answer at once, any number of times.
    while (demand > 0 && handler != null && !asking && !ended) {
      asking = true;
      Future<Buffer> next = source.get();
      if (!next.isComplete()) {
        next.onComplete(
            result -> {
              take(next);
              pump();
            });
        return;
      }
      take(next);
    }
  }

  private void take(Future<Buffer> next) {
    asking = false;
    if (next.failed()) {
      ended = true;
      if (exceptionHandler != null) {
        exceptionHandler.handle(next.cause());
      }
    } else if (next.result().length() == 0) {
      ended = true;
      if (endHandler != null) {
        endHandler.handle(null);
      }
    } else {
      demand = demand == Long.MAX_VALUE ? demand : demand - 1;
      if (handler != null) {
        handler.handle(next.result());
      }
    }
  }
}
