package dev.couchgrass.store.chronicle.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.engine.Batch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A fixed series of appends of many sizes, syncs, rotations and compactions, that remembers what it
 * handed in and what was acknowledged. Goes on after errors, as an engine would.
 */
final class LogWorkload {
  static final LogOptions OPTIONS =
      LogOptions.DEFAULTS
          .withSegmentBytes(4096)
          .withBlockBytes(1024)
          .withOpenFiles(3)
          .withIdentities(() -> 42);

  /** Every batch whose append was called and did not fail. */
  final List<Batch> appended = new ArrayList<>();

  /** One more, or two, whose append has not returned. */
  final List<Batch> underWay = new ArrayList<>();

  /** How many of them were synced. */
  int acknowledged;

  int errors;
  private final Random random;
  private final int steps;

  LogWorkload(long seed, int steps) {
    random = new Random(seed);
    this.steps = steps;
  }

  void run(Disk disk) throws IOException {
    IndexedLog indexed = new IndexedLog(disk, OPTIONS, true);
    for (int step = 0; step < steps; step++) {
      List<Batch> batches = nextBatches();
      int kind = step % 10;
      try {
        underWay.addAll(batches);
        indexed.append(batches);
        appended.addAll(batches);
        underWay.clear();
        if (kind != 3 && kind != 4) {
          indexed.log.sync();
          acknowledged = appended.size();
        }
        if (kind == 9) {
          indexed.log.rotate();
          acknowledged = appended.size();
          // Outdates some of what is compacted, and is not on disk yet.
          List<Batch> unsynced = nextBatches();
          underWay.addAll(unsynced);
          indexed.append(unsynced);
          appended.addAll(unsynced);
          underWay.clear();
          indexed.compact(step / 10 % 3 == 0 ? 0 : 1, 2 + random.nextInt(3));
        }
      } catch (IOException e) {
        errors++;
        underWay.clear();
      }
    }
    indexed.log.close();
  }

  private List<Batch> nextBatches() {
    List<Batch> batches = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      batches.add(nextBatch());
    }
    return batches;
  }

  private Batch nextBatch() {
    Batch.Builder batch = Batch.builder();
    int changes = random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      byte[] key = ("key" + random.nextInt(30)).getBytes(ISO_8859_1);
      if (random.nextInt(4) == 0) {
        batch.delete(key);
      } else {
        batch.put(key, nextValue());
      }
    }
    return batch.build();
  }

  private byte[] nextValue() {
    int kind = random.nextInt(12);
    byte[] value = new byte[kind == 0 ? 0 : kind == 1 ? 3000 : 1 + random.nextInt(300)];
    if (kind % 2 == 0) {
      random.nextBytes(value);
    } else {
      Arrays.fill(value, (byte) ('a' + random.nextInt(26)));
    }
    return value;
  }
}
