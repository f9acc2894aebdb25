package dev.couchgrass.store.chronicle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threads that read and threads that write while the log and the index are compacted over and over.
 * A writer sets all of its keys in each batch, so that a reader sees at once whether a snapshot is
 * of one moment, whether it stays so, and whether it is older than one before.
 */
class CompactionUnderLoadTest {
  private static final int WRITERS = 2;
  private static final int READERS = 3;
  private static final int KEYS = 30;
  private static final int COMPACTIONS = 25;
  private static final ChronicleOptions OPTIONS =
      ChronicleOptions.DEFAULTS
          .withDurability(Durability.NONE)
          .withRecentBytes(60_000)
          .withCacheBytes(50_000)
          .withSegmentBytes(128 * 1024);

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger reads = new AtomicInteger();

  /** The last batch of each writer that was acknowledged. */
  private final List<AtomicInteger> acknowledged = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void everySnapshotIsOfOneMoment() throws Exception {
    ChronicleEngine engine = open();
    for (int writer = 0; writer < WRITERS; writer++) {
      acknowledged.add(new AtomicInteger());
      write(engine, writer, 0);
    }
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
    List<Future<Void>> running = new ArrayList<>();
    try {
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        running.add(threads.submit(untilOver(() -> writeNext(engine, number))));
      }
      for (int reader = 0; reader < READERS; reader++) {
        int[] newest = new int[WRITERS];
        Random random = new Random(reader);
        running.add(threads.submit(untilOver(() -> read(engine, newest, random))));
      }
      for (int compaction = 0; compaction < COMPACTIONS; compaction++) {
        WritesUntilKilled.await(engine.compact());
      }
    } finally {
      over.set(true);
      threads.shutdown();
    }
    for (Future<Void> thread : running) {
      requireSuccess(thread);
    }
    int[] last = acknowledged.stream().mapToInt(AtomicInteger::get).toArray();
    WritesUntilKilled.await(engine.close());
    System.out.printf(
        "CompactionUnderLoadTest: %d compactions, %d reads, %d and %d batches%n",
        COMPACTIONS, reads.get(), last[0], last[1]);
    assertTrue(last[0] > 0 && last[1] > 0 && reads.get() > 0, "All of them came to their turn");
    ChronicleEngine again = open();
    try (Snapshot snapshot = again.snapshot()) {
      for (int writer = 0; writer < WRITERS; writer++) {
        assertEquals(last[writer], requireOneMoment(snapshot, writer, Direction.FORWARD));
      }
    }
    WritesUntilKilled.await(again.close());
  }

  private ChronicleEngine open() throws IOException {
    return ChronicleEngine.open(folder, OPTIONS, OpenListener.NONE);
  }

  private Callable<Void> untilOver(Runnable turn) {
    return () -> {
      while (!over.get()) {
        turn.run();
      }
      return null;
    };
  }

  private void writeNext(ChronicleEngine engine, int writer) {
    int number = acknowledged.get(writer).get() + 1;
    write(engine, writer, number);
    acknowledged.get(writer).set(number);
  }

  private static void write(ChronicleEngine engine, int writer, int number) {
    Batch.Builder batch = Batch.builder();
    for (int key = 0; key < KEYS; key++) {
      if (isThere(key, number)) {
        batch.put(key(writer, key), value(key, number));
      } else {
        batch.delete(key(writer, key));
      }
    }
    WritesUntilKilled.await(engine.commit(batch.build()));
  }

  private static boolean isThere(int key, int number) {
    return key == 0 || (key + number) % 4 > 0;
  }

  private static byte[] key(int writer, int key) {
    return new byte[] {(byte) writer, (byte) key};
  }

  /** Some are small enough to be kept in the index, others are in the log alone. */
  private static byte[] value(int key, int number) {
    byte[] value = new byte[key % 5 == 0 ? 3000 : 40 + key];
    new Random(number * 31L + key).nextBytes(value);
    return ByteBuffer.wrap(value).putInt(number).array();
  }

  private void read(ChronicleEngine engine, int[] newest, Random random) {
    int[] before = acknowledged.stream().mapToInt(AtomicInteger::get).toArray();
    try (Snapshot snapshot = engine.snapshot()) {
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = requireOneMoment(snapshot, writer, Direction.FORWARD);
        assertTrue(number >= before[writer], "What was acknowledged is visible");
        assertTrue(number >= newest[writer], "Time does not go back");
        newest[writer] = number;
        byte[] any = key(writer, random.nextInt(KEYS));
        assertEquals(isThere(any[1], number), snapshot.get(any).isPresent());
        snapshot.get(any).ifPresent(found -> assertArrayEquals(value(any[1], number), found));
        assertEquals(number, requireOneMoment(snapshot, writer, Direction.BACKWARD));
      }
    }
    reads.incrementAndGet();
  }

  /** Answers which batch of a writer a snapshot shows. */
  private static int requireOneMoment(Snapshot snapshot, int writer, Direction direction) {
    byte[] first = snapshot.get(key(writer, 0)).orElseThrow();
    int number = ByteBuffer.wrap(first).getInt();
    KeyRange all = new KeyRange(key(writer, 0), key(writer, KEYS));
    try (Cursor cursor = snapshot.scan(all, direction)) {
      for (int i = 0; i < KEYS; i++) {
        int key = direction == Direction.FORWARD ? i : KEYS - 1 - i;
        if (isThere(key, number)) {
          assertTrue(cursor.next());
          assertArrayEquals(key(writer, key), cursor.key());
          assertArrayEquals(value(key, number), cursor.value());
        }
      }
      assertFalse(cursor.next());
    }
    return number;
  }

  private static void requireSuccess(Future<Void> thread) throws InterruptedException {
    try {
      thread.get();
    } catch (ExecutionException e) {
      throw new AssertionError("A thread failed", e.getCause());
    }
  }
}
