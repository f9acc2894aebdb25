package dev.couchgrass.store.attachment;

import io.vertx.core.Future;
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

  /** The next bytes; an empty buffer at the end, and from then on. */
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
    return collect(Buffer.buffer(), maxLength, tooLong).eventually(this::close);
  }

  private Future<Buffer> collect(
      Buffer all, long maxLength, Supplier<? extends Throwable> tooLong) {
    return next()
        .compose(
            piece -> {
              if (piece.length() == 0) {
                return Future.succeededFuture(all);
              }
              if (all.length() + (long) piece.length() > maxLength) {
                return Future.failedFuture(tooLong.get());
              }
              return collect(all.appendBuffer(piece), maxLength, tooLong);
            });
  }
}
