package dev.couchgrass.server.multipart;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A stream of given pieces that gives out no more than it is asked for. */
final class PieceStream implements ReadStream<Buffer> {
  private final Deque<byte[]> pieces;
  private Handler<Buffer> handler = ignored -> {};
  private Handler<Void> endHandler = ignored -> {};
  private long demand;
  private boolean running;
  private boolean ended;
  int given;

  PieceStream(List<byte[]> pieces) {
    this.pieces = new ArrayDeque<>(pieces);
  }

  @Override
  public PieceStream exceptionHandler(Handler<Throwable> ignored) {
    return this;
  }

  @Override
  public PieceStream handler(Handler<Buffer> newHandler) {
    handler = newHandler;
    return this;
  }

  @Override
  public PieceStream endHandler(Handler<Void> newHandler) {
    endHandler = newHandler;
    return this;
  }

  @Override
  public PieceStream pause() {
    demand = 0;
    return this;
  }

  @Override
  public PieceStream resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public PieceStream fetch(long amount) {
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    if (running) {
      return this;
    }
    running = true;
    while (demand > 0 && !pieces.isEmpty()) {
      demand--;
      given++;
      handler.handle(Buffer.buffer(pieces.poll()));
    }
    running = false;
    if (demand > 0 && !ended) {
      ended = true;
      endHandler.handle(null);
    }
    return this;
  }
}
