package dev.couchgrass.store.chronicle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Snapshot;
import io.vertx.core.Future;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A compaction that waits for snapshots ends as soon as the last of them is closed. */
class CompactionAndSnapshotsTest {
  /** Far longer than a compaction of so little takes. */
  private static final long WHILE = 500;

  private static final byte[] KEY = {1};

  @TempDir Path folder;

  @Test
  void ofATreeThatWasMade() throws Exception {
    ChronicleEngine engine = open();
    commit(engine);
    WritesUntilKilled.await(engine.compact());
    commit(engine);
    compactWhileHeld(engine);
    WritesUntilKilled.await(engine.close());
  }

  @Test
  void ofTheTreeThatTheStoreWasOpenedWith() throws Exception {
    ChronicleEngine before = open();
    commit(before);
    WritesUntilKilled.await(before.close());
    ChronicleEngine engine = open();
    compactWhileHeld(engine);
    WritesUntilKilled.await(engine.close());
  }

  private void compactWhileHeld(ChronicleEngine engine) throws InterruptedException {
    Future<Void> compacted;
    try (Snapshot snapshot = engine.snapshot()) {
      compacted = engine.compact();
      Thread.sleep(WHILE);
      assertFalse(compacted.isComplete());
      assertTrue(snapshot.get(KEY).isPresent());
    }
    WritesUntilKilled.await(compacted);
  }

  private ChronicleEngine open() throws Exception {
    return ChronicleEngine.open(folder, ChronicleOptions.DEFAULTS, OpenListener.NONE);
  }

  private static void commit(ChronicleEngine engine) {
    WritesUntilKilled.await(engine.commit(Batch.builder().put(KEY, new byte[10]).build()));
  }
}
