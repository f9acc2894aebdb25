package dev.couchgrass.store.http.wire;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * Bytes, taken piece by piece: the taker's pace is the back-pressure. The next piece is asked for
 * after the one before has come.
 */
public interface Pieces {
  /**
   * The next bytes; an empty buffer at the end, and from then on. Once it has failed it fails for
   * ever.
   */
  Future<Buffer> next();

  /** Lets go of what has not been taken. Idempotent. */
  void close();

  /** Bytes that are there already. */
  static Pieces of(Buffer bytes) {
    return new Pieces() {
      private Buffer rest = bytes;

      @Override
      public Future<Buffer> next() {
        Buffer piece = rest;
        rest = Buffer.buffer();
        return Future.succeededFuture(piece);
      }

      @Override
      public void close() {
        rest = Buffer.buffer();
      }
    };
  }
}
