package dev.couchgrass.store.http.attachment;

import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** How long an attachment is that came compressed: a worker reads it over. */
final class Decoded {
  private static final int PIECE = 64 << 10;

  private Decoded() {}

  /** In bytes; fails if it can't be decoded, or becomes too long. */
  static Future<Long> length(Vertx vertx, Spool spool, Intake intake, StageOptions options) {
    if (options.encoding().isEmpty()) {
      return Future.succeededFuture(intake.length());
    }
    return vertx.executeBlocking(() -> count(spool, options.maxLength()), false);
  }

  private static long count(Spool spool, long most) throws IOException {
    try (InputStream stored = new BufferedInputStream(spool.stream(), PIECE);
        InputStream decoded = new GZIPInputStream(stored, PIECE)) {
      byte[] piece = new byte[PIECE];
      long length = 0;
      int read = decoded.read(piece);
      while (read >= 0) {
        length += read;
        if (length > most) {
          throw Intake.tooLarge();
        }
        read = decoded.read(piece);
      }
      return length;
    } catch (ZipException | EOFException e) {
      throw new StoreException(ErrorCode.BAD_REQUEST, "The attachment's gzip is damaged");
    }
  }
}
