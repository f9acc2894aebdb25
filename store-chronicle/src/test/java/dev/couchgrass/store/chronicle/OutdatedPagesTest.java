package dev.couchgrass.store.chronicle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.disk.SimulatedDisk;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Pages that no tree needs any more do not pile up. */
class OutdatedPagesTest {
  private static final int KEYS = 2000;
  private static final int ROUNDS = 10;

  private final SimulatedDisk disk = new SimulatedDisk(1);
  private final SimulatedIndexes indexes = new SimulatedIndexes(disk, "run");

  @Test
  void whatIsOverwrittenBeforeACloseLeavesNoPages() throws IOException {
    overwriteAndClose(0);
    int first = indexes.pages();
    for (int round = 1; round < ROUNDS; round++) {
      overwriteAndClose(round);
    }
    int last = indexes.pages();
    assertTrue(last < 2 * first, first + " pages became " + last);
  }

  private void overwriteAndClose(int round) throws IOException {
    ChronicleOptions options = ChronicleOptions.DEFAULTS;
    ChronicleEngine engine =
        ChronicleEngine.open(
            disk, indexes, () -> {}, options, OpenListener.NONE, EngineThreads::new);
    byte[] value = new byte[100];
    value[0] = (byte) round;
    Batch.Builder batch = Batch.builder();
    for (int key = 0; key < KEYS; key++) {
      batch.put(ByteBuffer.allocate(4).putInt(key).array(), value);
    }
    WritesUntilKilled.await(engine.commit(batch.build()));
    WritesUntilKilled.await(engine.close());
  }
}
