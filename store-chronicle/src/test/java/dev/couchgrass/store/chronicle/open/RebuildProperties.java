package dev.couchgrass.store.chronicle.open;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.disk.SimulatedDisk;
import dev.couchgrass.store.chronicle.log.Log;
import dev.couchgrass.store.chronicle.log.LogFile;
import dev.couchgrass.store.chronicle.log.LogOptions;
import dev.couchgrass.store.chronicle.log.Replay;
import dev.couchgrass.store.chronicle.pages.Index;
import dev.couchgrass.store.chronicle.tree.Pages;
import dev.couchgrass.store.chronicle.tree.Tree;
import dev.couchgrass.store.chronicle.view.Slot;
import dev.couchgrass.store.chronicle.write.LiveBytes;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A tree made of a log, beside what maps say that the log holds. */
class RebuildProperties {
  private static final KeyRange EVERYTHING = new KeyRange(new byte[] {0}, new byte[] {(byte) 0xff});

  private final Map<byte[], byte[]> slots = new TreeMap<>(Arrays::compareUnsigned);
  private final Map<Long, Long> written = new HashMap<>();

  @Property(tries = 150)
  void standsForTheLog(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 60) int commits,
      @ForAll @IntRange(min = 1, max = 30_000) int heapBytes)
      throws IOException {
    SimulatedDisk disk = new SimulatedDisk(1);
    try (Log log = Log.open(disk, LogOptions.DEFAULTS.withSegmentBytes(4096))) {
      fill(log, new Random(seed), commits);
      readModel(log);
      Index index = new HeapIndex();
      Pages pages = new Pages(index, 10_000);
      Rebuild rebuild = new Rebuild(index, pages, disk, heapBytes);
      Tree tree;
      try (Replay replay = log.replay()) {
        tree = rebuild.run(replay, commit -> {});
      }
      assertEquals(index.pages(), tree.check(page -> {}), "All pages are the tree's");
      requireEqual(tree);
      requireEqual(rebuild.live(), log.files());
    }
    assertFalse(disk.list().contains("runs.tmp"));
  }

  private static void fill(Log log, Random random, int commits) throws IOException {
    for (int i = 0; i < commits; i++) {
      Batch.Builder batch = Batch.builder();
      for (int change = random.nextInt(20); change > 0; change--) {
        byte[] key = {'k', (byte) random.nextInt(3), (byte) random.nextInt(40)};
        if (random.nextInt(4) == 0) {
          batch.delete(key);
        } else {
          byte[] value = new byte[random.nextInt(300)];
          random.nextBytes(value);
          batch.put(key, value);
        }
      }
      log.append(List.of(batch.build()));
    }
  }

  private void readModel(Log log) throws IOException {
    slots.clear();
    written.clear();
    try (Replay replay = log.replay()) {
      while (replay.nextRecord()) {
        while (replay.nextEntry()) {
          byte[] key = replay.key();
          slots.remove(key);
          if (replay.hasValue()) {
            slots.put(key, Slot.of(replay));
            written.merge(replay.file(), (long) key.length + replay.valueLength(), Long::sum);
          }
        }
      }
    }
  }

  private void requireEqual(Tree tree) {
    assertEquals(slots.size(), tree.entries());
    try (Cursor cursor = tree.cursor(EVERYTHING, Direction.FORWARD)) {
      for (Map.Entry<byte[], byte[]> slot : slots.entrySet()) {
        assertTrue(cursor.next());
        assertArrayEquals(slot.getKey(), cursor.key());
        assertArrayEquals(slot.getValue(), cursor.value());
      }
    }
  }

  private void requireEqual(LiveBytes live, List<LogFile> files) {
    for (LogFile file : files) {
      long number = file.number();
      long used =
          slots.entrySet().stream()
              .filter(slot -> Slot.file(slot.getValue()) == number)
              .mapToLong(slot -> slot.getKey().length + Slot.length(slot.getValue()))
              .sum();
      assertEquals(used, live.of(number), "In use of file " + number);
      assertEquals(written.getOrDefault(number, 0L), live.written(number));
    }
  }
}
