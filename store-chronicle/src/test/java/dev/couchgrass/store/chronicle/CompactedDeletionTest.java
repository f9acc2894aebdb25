package dev.couchgrass.store.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Snapshot;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deletion whose file is compacted on its own, while an older file still has what it deleted. */
class CompactedDeletionTest {
  private static final byte[] VICTIM = {9};
  private static final int KEYS_PER_FILE = 80;
  private static final ChronicleOptions OPTIONS =
      ChronicleOptions.DEFAULTS
          .withDurability(Durability.NONE)
          .withRecentBytes(4_000)
          .withSegmentBytes(64 * 1024);

  @TempDir Path folder;

  @Test
  void whatWasDeletedStaysSoWhenTheIndexIsMadeAnew() throws Exception {
    Path data = folder.resolve("data");
    ChronicleEngine engine = ChronicleEngine.open(data, OPTIONS, OpenListener.NONE);
    commit(engine, Batch.builder().put(VICTIM, new byte[10]));
    // The first file stays as it is, since all of it is in use.
    write(engine, 0, KEYS_PER_FILE);
    // The second one has the deletion, and nothing that is not overwritten.
    commit(engine, Batch.builder().delete(VICTIM));
    for (int round = 0; round < 6; round++) {
      write(engine, KEYS_PER_FILE, 2 * KEYS_PER_FILE);
    }
    // Waits for the compactions under way.
    assertEquals(
        List.of(),
        WritesUntilKilled.await(
            engine.check(Files.createDirectory(folder.resolve("scratch")), OpenListener.NONE)));
    WritesUntilKilled.await(engine.close());
    List<Path> files = files(data);
    assertTrue(has(files, "0000000001.log"), files::toString);
    assertTrue(
        files.stream().anyMatch(file -> file.getFileName().toString().startsWith("0000000002-")),
        files::toString);
    for (Path file : files) {
      if (!file.toString().endsWith(".log")) {
        Files.delete(file);
      }
    }
    ChronicleEngine again = ChronicleEngine.open(data, OPTIONS, OpenListener.NONE);
    try (Snapshot snapshot = again.snapshot()) {
      assertTrue(snapshot.get(VICTIM).isEmpty());
    }
    WritesUntilKilled.await(again.close());
  }

  private static boolean has(List<Path> files, String name) {
    return files.stream().anyMatch(file -> file.endsWith(name));
  }

  private static List<Path> files(Path data) throws Exception {
    try (Stream<Path> files = Files.list(data)) {
      return files.toList();
    }
  }

  private static void write(ChronicleEngine engine, int from, int to) {
    for (int key = from; key < to; key++) {
      byte[] value = new byte[1000];
      new Random(key).nextBytes(value);
      commit(engine, Batch.builder().put(ByteBuffer.allocate(4).putInt(key).array(), value));
    }
  }

  private static void commit(ChronicleEngine engine, Batch.Builder batch) {
    WritesUntilKilled.await(engine.commit(batch.build()));
  }
}
