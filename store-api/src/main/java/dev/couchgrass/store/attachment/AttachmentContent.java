package dev.couchgrass.store.attachment;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * An attachment and its bytes, taken in pieces: the reader's pace is the back-pressure.
 *
 * <p>For one reader: the next call comes after the future of the one before has completed.
 */
public interface AttachmentContent {
  AttachmentInfo info();

  /**
   * The next bytes; an empty buffer at the end, and from then on. Once it has failed it fails for
   * ever, so that a failure is not taken for the end.
   */
  Future<Buffer> next();

  /** Releases what the reading holds; at the end that happens by itself. Idempotent. */
  Future<Void> close();

  /**
   * Reads everything into memory and closes.
   *
   * @param maxLength in bytes; if there are more, the future fails with the supplied exception
   */
  default Future<Buffer> toBuffer(long maxLength, Supplier<? extends Throwable> tooLong) {
    Objects.requireNonNull(tooLong);
    Buffer bytes = Buffer.buffer();
    Promise<Buffer> all = Promise.promise();
    collect(bytes, maxLength, tooLong, all);
    return all.future().eventually(this::close);
  }

  /** A loop and no recursion: however many pieces are there at once, the stack does not grow. */
  private void collect(
      Buffer bytes, long maxLength, Supplier<? extends Throwable> tooLong, Promise<Buffer> all) {
    while (!all.future().isComplete()) {
      Future<Buffer> piece = Future.succeededFuture().compose(now -> next());
      if (!piece.isComplete()) {
        piece.onComplete(
            taken -> {
              add(taken, bytes, maxLength, tooLong, all);
              collect(bytes, maxLength, tooLong, all);
            });
        return;
      }
      add(piece, bytes, maxLength, tooLong, all);
    }
  }

  private static void add(
      AsyncResult<Buffer> piece,
      Buffer bytes,
      long maxLength,
      Supplier<? extends Throwable> tooLong,
      Promise<Buffer> all) {
    if (piece.failed()) {
      all.fail(piece.cause());
    } else if (piece.result().length() == 0) {
      all.complete(bytes);
    } else if (bytes.length() + (long) piece.result().length() > maxLength) {
      all.fail(tooLong.get());
    } else {
      bytes.appendBuffer(piece.result());
    }
  }
}
