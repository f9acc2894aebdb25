package dev.couchgrass.store.kv.read;

import dev.couchgrass.store.document.PurgedInfo;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.layout.PurgeRecord;
import dev.couchgrass.store.kv.layout.Space;
import dev.couchgrass.store.kv.work.Workers;
import java.util.Optional;

/** A listing of the purges that are remembered, from a snapshot. */
public final class PurgesScan extends SnapshotCursor<PurgedInfo> {
  /** What a revision takes in memory, about. */
  private static final int BYTES_PER_REVISION = 64;

  private final Cursor cursor;

  /** Starts a listing; the scan closes the view's snapshot. */
  public PurgesScan(View view, Workers workers) {
    super(view.snapshot(), workers);
    this.cursor = view.snapshot().scan(view.keys().all(Space.PURGES), Direction.FORWARD);
  }

  @Override
  protected Optional<PurgedInfo> step() {
    if (!cursor.next()) {
      return Optional.empty();
    }
    PurgeRecord record = PurgeRecord.decode(cursor.value());
    return Optional.of(new PurgedInfo(record.id(), record.revisions()));
  }

  @Override
  protected long bytes(PurgedInfo row) {
    return (long) BYTES_PER_REVISION * row.revisions().size();
  }

  @Override
  protected void closeSource() {
    cursor.close();
  }
}
