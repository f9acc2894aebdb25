package dev.couchgrass.store.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Batch.Change;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.engine.EngineCapabilities.Reads;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MemoryEngineTest {
  private final MemoryEngine engine = new MemoryEngine();

  @Test
  void keepsNothingAndNeverBlocks() {
    assertEquals(Durability.NONE, engine.capabilities().durability());
    assertEquals(Reads.INLINE, engine.capabilities().reads());
  }

  @Test
  void aCommitIsVisibleToNewSnapshotsOnly() {
    Snapshot before = engine.snapshot();
    assertTrue(engine.commit(put(1, 7)).succeeded());
    try (Snapshot after = engine.snapshot()) {
      assertTrue(before.get(key(1)).isEmpty());
      assertArrayEquals(key(7), after.get(key(1)).orElseThrow());
      assertEquals(OptionalLong.of(1), after.rank(key(2)));
    }
  }

  @Test
  void aCursorStandsOnNoEntryBeforeTheFirstAndAfterTheLast() {
    engine.commit(put(1, 1));
    try (Snapshot snapshot = engine.snapshot();
        Cursor cursor = snapshot.scan(new KeyRange(key(0), key(9)), Direction.FORWARD)) {
      assertThrows(IllegalStateException.class, cursor::key);
      assertTrue(cursor.next());
      assertArrayEquals(key(1), cursor.key());
      assertFalse(cursor.next());
      assertThrows(IllegalStateException.class, cursor::value);
    }
  }

  @Test
  void anInvalidBatchIsRefusedAtOnceAndWhole() {
    Change low = new Change(key(1), Optional.of(key(1)));
    Change high = new Change(key(2), Optional.empty());
    assertThrows(IllegalArgumentException.class, () -> new Batch(List.of(high, low)));
    assertThrows(IllegalArgumentException.class, () -> new Batch(List.of(low, low)));
    assertThrows(IllegalArgumentException.class, () -> new Change(new byte[0], Optional.empty()));
    byte[] longest = new byte[engine.capabilities().maxKeyBytes()];
    engine.commit(Batch.builder().put(longest, key(1)).build());
    Batch tooLong =
        Batch.builder().put(key(1), key(1)).put(new byte[longest.length + 1], key(1)).build();
    assertThrows(IllegalArgumentException.class, () -> engine.commit(tooLong));
    assertTrue(engine.snapshot().get(key(1)).isEmpty());
  }

  @Test
  void nothingGoesOnAfterClose() {
    Snapshot snapshot = engine.snapshot();
    assertTrue(engine.flush().succeeded());
    assertTrue(engine.close().succeeded());
    assertTrue(engine.close().succeeded());
    assertThrows(IllegalStateException.class, engine::snapshot);
    assertThrows(IllegalStateException.class, () -> engine.commit(put(1, 1)));
    assertThrows(IllegalStateException.class, engine::flush);
    snapshot.close();
    snapshot.close();
    assertThrows(IllegalStateException.class, () -> snapshot.get(key(1)));
  }

  /** Each batch writes one number under a low key, a high one, and keys of its own in between. */
  @Test
  void readersSeeWholeBatchesInOrder() throws Exception {
    engine.commit(pair(0));
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(3);
    try {
      List<Future<Integer>> seen = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        seen.add(readers.submit(reader(done)));
      }
      for (int number = 1; number <= 20_000; number++) {
        engine.commit(pair(number));
      }
      done.set(true);
      for (Future<Integer> last : seen) {
        assertEquals(20_000, last.get());
      }
    } finally {
      done.set(true);
      readers.shutdownNow();
    }
  }

  @Test
  void commitsOfSeveralThreadsLoseNothing() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        int first = writer * 5_000;
        tasks.add(
            () -> {
              for (int i = first; i < first + 5_000; i++) {
                engine.commit(put(i, i));
              }
              return null;
            });
      }
      for (Future<Void> task : writers.invokeAll(tasks)) {
        task.get();
      }
    } finally {
      writers.shutdownNow();
    }
    try (Snapshot snapshot = engine.snapshot()) {
      assertEquals(OptionalLong.of(20_000), snapshot.rank(key(Integer.MAX_VALUE)));
    }
  }

  /** Answers the last number seen, after the writer is done. */
  private Callable<Integer> reader(AtomicBoolean done) {
    return () -> {
      int last = 0;
      for (boolean again = true; again; ) {
        again = !done.get();
        try (Snapshot snapshot = engine.snapshot()) {
          int low = number(snapshot, 0);
          assertEquals(low, number(snapshot, Integer.MAX_VALUE));
          assertEquals(OptionalLong.of(low + 2), snapshot.rank(key(Integer.MAX_VALUE)));
          assertTrue(low >= last);
          last = low;
        }
      }
      return last;
    };
  }

  private static int number(Snapshot snapshot, int key) {
    return ByteBuffer.wrap(snapshot.get(key(key)).orElseThrow()).getInt();
  }

  private static Batch pair(int number) {
    return Batch.builder()
        .put(key(0), key(number))
        .put(key(1 + number), key(number))
        .put(key(Integer.MAX_VALUE), key(number))
        .build();
  }

  private static Batch put(int key, int value) {
    return Batch.builder().put(key(key), key(value)).build();
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }
}
