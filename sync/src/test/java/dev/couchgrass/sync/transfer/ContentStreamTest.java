package dev.couchgrass.sync.transfer;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentInfo;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContentStreamTest {
  private static final int PIECES = 300_000;

  private final ExecutorService reader = Executors.newSingleThreadExecutor();
  private final ExecutorService taker = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    reader.shutdownNow();
    taker.shutdownNow();
  }

  /** Each piece is the next number, and comes from a thread of its own now and then. */
  private final class Numbers implements AttachmentContent {
    private int next;

    @Override
    public AttachmentInfo info() {
      throw new UnsupportedOperationException("Nobody asks for it");
    }

    @Override
    public Future<Buffer> next() {
      Buffer piece = next == PIECES ? Buffer.buffer() : Buffer.buffer().appendInt(next);
      next++;
      if (next % 3 > 0) {
        return Future.succeededFuture(piece);
      }
      Promise<Buffer> later = Promise.promise();
      reader.execute(() -> later.complete(piece));
      return later.future();
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }

  /** As stores do that write on another thread: a pause with each piece, and then more of it. */
  @Test
  void whoTakesFromAnotherThreadGetsEveryPieceInOrder() {
    ContentStream stream = new ContentStream(new Numbers(), () -> {});
    Promise<Void> ended = Promise.promise();
    AtomicInteger expected = new AtomicInteger();
    stream.exceptionHandler(ended::tryFail);
    stream.endHandler(end -> ended.tryComplete());
    stream.handler(
        piece -> {
          stream.pause();
          if (piece.getInt(0) != expected.getAndIncrement()) {
            ended.tryFail("Out of order: " + piece.getInt(0));
          }
          taker.execute(stream::resume);
        });
    stream.resume();
    await(ended.future());
    assertEquals(PIECES, expected.get());
  }
}
