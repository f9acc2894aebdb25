package dev.couchgrass.store.http.attachment;

import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.http.wire.Pieces;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;

/** An attachment as it is stored: fails, instead of ending, if it is not what is known of it. */
final class CheckedPieces implements Pieces {
  private final Pieces bytes;
  private final String digest;
  private final long length;
  private final MessageDigest arrived = Digests.md5();
  private long count;
  private boolean over;

  /**
   * @param digest as a document tells it; one of another kind than MD5 is not compared
   * @param length in bytes
   */
  CheckedPieces(Pieces bytes, String digest, long length) {
    this.bytes = bytes;
    this.digest = digest;
    this.length = length;
  }

  @Override
  public Future<Buffer> next() {
    return over ? Future.succeededFuture(Buffer.buffer()) : bytes.next().map(this::note);
  }

  private Buffer note(Buffer piece) {
    count += piece.length();
    if (count > length) {
      throw Failures.malformed("an attachment is longer than it should be");
    }
    arrived.update(piece.getBytes());
    if (piece.length() == 0) {
      over = true;
      check();
    }
    return piece;
  }

  private void check() {
    if (count < length) {
      throw Failures.malformed("an attachment breaks off");
    }
    if (digest.startsWith("md5-") && !Digests.written(arrived).equals(digest)) {
      throw Failures.malformed("an attachment's bytes have another digest");
    }
  }

  @Override
  public void close() {
    bytes.close();
  }
}
