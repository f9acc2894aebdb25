package dev.couchgrass.sync.transfer;

import dev.couchgrass.store.attachment.AttachmentContent;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attachment that is read as fast as it is taken. Used on one context. */
final class ContentStream implements ReadStream<Buffer> {
  private final AttachmentContent content;
  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Void> endHandler;
  private @Nullable Handler<Throwable> exceptionHandler;
  private Optional<Throwable> failure = Optional.empty();
  private long demand;
  private boolean reading;
  private boolean over;

  /** Paused, until it is resumed or some of it fetched. */
  ContentStream(AttachmentContent content) {
    this.content = content;
  }

  /**
   * What reading failed with, if it did. A store that took the stream fails too then, and says that
   * the stream was at fault, but not with what.
   */
  Optional<Throwable> failure() {
    return failure;
  }

  @Override
  public ContentStream handler(@Nullable Handler<Buffer> next) {
    handler = next;
    read();
    return this;
  }

  @Override
  public ContentStream endHandler(@Nullable Handler<Void> next) {
    endHandler = next;
    return this;
  }

  @Override
  public ContentStream exceptionHandler(@Nullable Handler<Throwable> next) {
    exceptionHandler = next;
    return this;
  }

  @Override
  public ContentStream pause() {
    demand = 0;
    return this;
  }

  @Override
  public ContentStream resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public ContentStream fetch(long amount) {
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    read();
    return this;
  }

  /** A loop and no recursion: however many pieces are there at once, the stack does not grow. */
  private void read() {
    if (reading) {
      return;
    }
    reading = true;
    while (demand > 0 && handler != null && !over) {
      var piece = content.next();
      if (!piece.isComplete()) {
        piece.onComplete(
            taken -> {
              reading = false;
              hand(taken);
              read();
            });
        return;
      }
      hand(piece);
    }
    reading = false;
  }

  private void hand(io.vertx.core.AsyncResult<Buffer> piece) {
    Handler<Buffer> taker = handler;
    if (piece.failed()) {
      over = true;
      failure = Optional.of(piece.cause());
      if (exceptionHandler != null) {
        exceptionHandler.handle(piece.cause());
      }
    } else if (piece.result().length() == 0) {
      over = true;
      if (endHandler != null) {
        endHandler.handle(null);
      }
    } else if (taker != null) {
      demand = demand == Long.MAX_VALUE ? demand : demand - 1;
      taker.handle(piece.result());
    }
  }
}
