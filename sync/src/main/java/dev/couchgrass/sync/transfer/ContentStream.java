package dev.couchgrass.sync.transfer;

import dev.couchgrass.store.attachment.AttachmentContent;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attachment that is read as fast as it is taken. Whoever takes it may do so from any thread,
 * and stores do: pieces are handed on one after the other all the same.
 */
final class ContentStream implements ReadStream<Buffer> {
  private final AttachmentContent content;
  private final Runnable heard;
  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Void> endHandler;
  private @Nullable Handler<Throwable> exceptionHandler;
  private long demand;
  private boolean reading;
  private boolean over;
  private Optional<Throwable> failure = Optional.empty();

  /**
   * Paused, until it is resumed or some of it fetched.
   *
   * @param heard runs with each piece
   */
  ContentStream(AttachmentContent content, Runnable heard) {
    this.content = content;
    this.heard = heard;
  }

  /** What reading failed with: whoever takes the bytes only knows that they ended. */
  synchronized Optional<Throwable> failure() {
    return failure;
  }

  @Override
  public ContentStream handler(@Nullable Handler<Buffer> next) {
    synchronized (this) {
      handler = next;
    }
    read();
    return this;
  }

  @Override
  public synchronized ContentStream endHandler(@Nullable Handler<Void> next) {
    endHandler = next;
    return this;
  }

  @Override
  public synchronized ContentStream exceptionHandler(@Nullable Handler<Throwable> next) {
    exceptionHandler = next;
    return this;
  }

  @Override
  public synchronized ContentStream pause() {
    demand = 0;
    return this;
  }

  @Override
  public ContentStream resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public ContentStream fetch(long amount) {
    synchronized (this) {
      demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    }
    read();
    return this;
  }

  /** A loop and no recursion: however many pieces are there at once, the stack does not grow. */
  private void read() {
    while (begin()) {
      Future<Buffer> piece = content.next();
      if (!piece.isComplete()) {
        piece.onComplete(
            taken -> {
              hand(taken);
              end();
              read();
            });
        return;
      }
      hand(piece);
      end();
    }
  }

  /** Whether there is something to do that nobody does: who asks for more meanwhile is heard. */
  private synchronized boolean begin() {
    if (reading || demand == 0 || handler == null || over) {
      return false;
    }
    reading = true;
    return true;
  }

  private synchronized void end() {
    reading = false;
  }

  private void hand(AsyncResult<Buffer> piece) {
    heard.run();
    if (piece.failed()) {
      tell(failed(piece.cause()), piece.cause());
    } else if (piece.result().length() == 0) {
      tell(ended(), null);
    } else {
      tell(taker(), piece.result());
    }
  }

  private static <T> void tell(@Nullable Handler<T> who, @Nullable T what) {
    if (who != null) {
      who.handle(what);
    }
  }

  private synchronized @Nullable Handler<Throwable> failed(Throwable cause) {
    over = true;
    failure = Optional.of(cause);
    return exceptionHandler;
  }

  private synchronized @Nullable Handler<Void> ended() {
    over = true;
    return endHandler;
  }

  private synchronized @Nullable Handler<Buffer> taker() {
    demand = demand == Long.MAX_VALUE ? demand : Math.max(0, demand - 1);
    return handler;
  }
}
