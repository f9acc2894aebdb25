package dev.couchgrass.conformance.document;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A stream of given pieces, which keeps to the pace of whoever reads it. */
public final class Chunks implements ReadStream<Buffer> {
  private final ArrayDeque<Buffer> pieces;
  private final Optional<Throwable> failure;
  private Handler<Buffer> handler = piece -> {};
  private Handler<Void> endHandler = end -> {};
  private Handler<Throwable> exceptionHandler = cause -> {};
  private boolean flowing;
  private boolean emitting;
  private boolean over;

  public Chunks(List<Buffer> pieces) {
    this(pieces, Optional.empty());
  }

  /** Fails after its pieces, if there is something to fail with. */
  public Chunks(List<Buffer> pieces, Optional<Throwable> failure) {
    this.pieces = new ArrayDeque<>(pieces);
    this.failure = failure;
  }

  public static Chunks of(byte[] bytes, int length) {
    List<Buffer> pieces = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += length) {
      pieces.add(
          Buffer.buffer(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length))));
    }
    return new Chunks(pieces);
  }

  @Override
  public Chunks exceptionHandler(Handler<Throwable> to) {
    exceptionHandler = to;
    return this;
  }

  @Override
  public Chunks handler(Handler<Buffer> to) {
    handler = to;
    return this;
  }

  @Override
  public Chunks endHandler(Handler<Void> to) {
    endHandler = to;
    return this;
  }

  @Override
  public synchronized Chunks pause() {
    flowing = false;
    return this;
  }

  @Override
  public Chunks resume() {
    synchronized (this) {
      flowing = true;
      if (emitting) {
        return this;
      }
      emitting = true;
    }
    emit();
    return this;
  }

  @Override
  public Chunks fetch(long amount) {
    return resume();
  }

  private void emit() {
    while (true) {
      Buffer piece;
      synchronized (this) {
        if (!flowing || over) {
          emitting = false;
          return;
        }
        piece = pieces.poll();
        over = piece == null;
      }
      if (piece != null) {
        handler.handle(piece);
      } else if (failure.isPresent()) {
        exceptionHandler.handle(failure.get());
      } else {
        endHandler.handle(null);
      }
    }
  }
}
