package dev.couchgrass.store.kv.database;

import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.commit.Writer;
import dev.couchgrass.store.kv.layout.BlobRecord;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.Space;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.kv.write.Transaction;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * What a crash left of attachments that were on their way in, or staged: dropped before the
 * database is used, and removed with what else was dropped.
 */
final class Leftovers {
  private final Engine engine;
  private final Keys keys;
  private final Workers workers;
  private final Writer<Transaction> writer;

  Leftovers(Engine engine, Keys keys, Workers workers, Writer<Transaction> writer) {
    this.engine = engine;
    this.keys = keys;
    this.workers = workers;
    this.writer = writer;
  }

  Future<Void> drop() {
    return workers
        .read(this::find)
        .compose(
            left ->
                left.isEmpty()
                    ? Future.succeededFuture()
                    : writer.submitUpkeep(
                        transaction -> {
                          left.forEach(upload -> drop(upload, transaction));
                          return true;
                        },
                        left.size()))
        .mapEmpty();
  }

  private static void drop(BlobRecord upload, Transaction transaction) {
    transaction.delete(transaction.keys().of(Space.UPLOADS, upload.blob()));
    transaction.blobs().drop(upload);
  }

  private List<BlobRecord> find() {
    List<BlobRecord> left = new ArrayList<>();
    try (Snapshot snapshot = engine.snapshot();
        Cursor uploads = snapshot.scan(keys.all(Space.UPLOADS), Direction.FORWARD)) {
      while (uploads.next()) {
        left.add(arrived(Keys.number(uploads.key()), snapshot));
      }
    }
    return left;
  }

  /** What has arrived of an attachment: its last piece tells, whatever the others are. */
  private BlobRecord arrived(long blob, Snapshot snapshot) {
    try (Cursor pieces = snapshot.scan(keys.pieces(blob), Direction.BACKWARD)) {
      if (!pieces.next()) {
        return new BlobRecord(blob, 0, 0, 0);
      }
      int last = Keys.piece(pieces.key());
      long before = (long) last * BlobRecord.PIECE_BYTES;
      return new BlobRecord(blob, last + 1, before + pieces.value().length, 0);
    }
  }
}
