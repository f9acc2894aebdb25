package dev.couchgrass.store.kv.blob;

import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.AttachmentOptions.Form;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.layout.AttachmentRecord;
import dev.couchgrass.store.kv.layout.BlobRecord;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.Space;
import dev.couchgrass.store.kv.work.Reading;
import dev.couchgrass.store.kv.work.Workers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** An attachment being read, from a snapshot that it closes at the end. */
public final class Outgoing implements AttachmentContent {
  private final AttachmentInfo info;
  private final AttachmentRecord record;
  private final AttachmentOptions options;
  private final Snapshot snapshot;
  private final Keys keys;
  private final boolean decode;
  private final Reading<Buffer> reading;
  private volatile @Nullable InputStream bytes;
  private long left;

  public Outgoing(
      AttachmentRecord record,
      AttachmentOptions options,
      Snapshot snapshot,
      Keys keys,
      Workers workers) {
    this.info = record.info();
    this.record = record;
    this.options = options;
    this.snapshot = snapshot;
    this.keys = keys;
    this.decode = options.form() == Form.DECODED && record.encoding().isPresent();
    this.reading =
        new Reading<>(workers, Buffer.buffer(), piece -> piece.length() == 0, snapshot::close);
    this.left = options.to() - options.from();
  }

  @Override
  public AttachmentInfo info() {
    return info;
  }

  @Override
  public Future<Buffer> next() {
    boolean first = bytes == null;
    return reading.next(first && decode ? options.from() : 1, this::read);
  }

  private Buffer read() throws IOException {
    InputStream stream = bytes;
    if (stream == null) {
      stream = open();
      bytes = stream;
    }
    byte[] piece = stream.readNBytes((int) Math.min(left, BlobRecord.PIECE_BYTES));
    left -= piece.length;
    return Buffer.buffer(piece);
  }

  private InputStream open() throws IOException {
    BlobRecord blob =
        snapshot
            .get(keys.of(Space.BLOBS, record.blob()))
            .map(BlobRecord::decode)
            .orElseThrow(() -> new IllegalStateException("An attachment's bytes are not there"));
    InputStream stored = new PieceStream(snapshot, keys, blob.blob(), blob.pieces());
    InputStream wanted = decode ? new GZIPInputStream(stored, BlobRecord.PIECE_BYTES) : stored;
    skip(wanted, options.from());
    return wanted;
  }

  /** Skips, also beyond the end, where nothing is left to read. */
  private static void skip(InputStream stream, long count) throws IOException {
    long left = count;
    while (left > 0) {
      long skipped = stream.skip(left);
      if (skipped == 0) {
        return;
      }
      left -= skipped;
    }
  }

  @Override
  public Future<Void> close() {
    reading.close();
    return Future.succeededFuture();
  }
}
