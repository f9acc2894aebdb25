package dev.couchgrass.store.kv.migration;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Snapshot;
import java.util.Optional;

/**
 * From 2 to 3, which has signed logs. There are none before and nothing moves, but that an older
 * release refuses the storage rather than overlooks them.
 */
final class AddSignedLogs implements Migration {
  @Override
  public int from() {
    return 2;
  }

  @Override
  public Piece next(Snapshot newest, Optional<byte[]> reached) {
    return Piece.last(Batch.builder().build());
  }
}
