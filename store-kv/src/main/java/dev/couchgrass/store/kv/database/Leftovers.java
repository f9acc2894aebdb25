package dev.couchgrass.store.kv.database;

import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.Space;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.kv.write.Writer;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** What a crash left of attachments on their way in: removed before the database is used. */
final class Leftovers {
  private final Engine engine;
  private final Keys keys;
  private final Workers workers;
  private final Writer writer;

  Leftovers(Engine engine, Keys keys, Workers workers, Writer writer) {
    this.engine = engine;
    this.keys = keys;
    this.workers = workers;
    this.writer = writer;
  }

  Future<Void> remove() {
    return workers
        .read(this::find)
        .compose(
            left ->
                left.isEmpty()
                    ? Future.succeededFuture()
                    : writer.submit(
                        transaction -> {
                          left.forEach(transaction::delete);
                          return true;
                        },
                        left.size()))
        .mapEmpty();
  }

  private List<byte[]> find() {
    List<byte[]> left = new ArrayList<>();
    try (Snapshot snapshot = engine.snapshot();
        Cursor uploads = snapshot.scan(keys.all(Space.UPLOADS), Direction.FORWARD)) {
      while (uploads.next()) {
        left.add(uploads.key());
        try (Cursor pieces =
            snapshot.scan(keys.pieces(Keys.number(uploads.key())), Direction.FORWARD)) {
          while (pieces.next()) {
            left.add(pieces.key());
          }
        }
      }
    }
    return left;
  }
}
