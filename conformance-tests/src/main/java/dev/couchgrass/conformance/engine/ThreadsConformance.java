package dev.couchgrass.conformance.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.EngineCapabilities.Reads;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Many threads at once: whole batches, in order, and none lost. */
public abstract class ThreadsConformance extends EngineFixture {
  private static final int BATCHES = 20_000;
  private static final int READERS = 3;
  private static final int WRITERS = 4;

  /** So many commits are under way at a time. */
  private static final int TOGETHER = 100;

  protected ThreadsConformance(EngineHome.Source homes) {
    super(homes);
  }

  /** Each batch writes one number under a low key, a high one, and a key of its own in between. */
  @Test
  @Tag("ENG-4")
  @Tag("ENG-8")
  @Tag("ENG-9")
  void readersSeeWholeBatchesInOrder() throws Exception {
    commit(pair(0));
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      List<java.util.concurrent.Future<Integer>> seen = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        seen.add(readers.submit(reader(done)));
      }
      List<Future<Void>> waiting = new ArrayList<>();
      for (int number = 1; number <= BATCHES; number++) {
        waiting.add(engine.commit(pair(number)));
        if (waiting.size() == TOGETHER) {
          waiting.forEach(EngineFixture::await);
          waiting.clear();
        }
      }
      waiting.forEach(EngineFixture::await);
      done.set(true);
      for (java.util.concurrent.Future<Integer> last : seen) {
        assertEquals(BATCHES, last.get());
      }
    } finally {
      done.set(true);
      readers.shutdownNow();
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
          OptionalLong rank = snapshot.rank(key(Integer.MAX_VALUE));
          assertEquals(low + 2, rank.orElse(low + 2));
          assertValue(key(low), snapshot.get(key(1 + low)));
          assertTrue(snapshot.get(key(2 + low)).isEmpty());
          assertTrue(low >= last);
          last = low;
        }
      }
      return last;
    };
  }

  @Test
  @Tag("ENG-6")
  @Tag("ENG-8")
  void whatIsAcknowledgedIsInTheNextSnapshotOfAnyThread() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int first = writer * 200;
        tasks.add(
            () -> {
              for (int i = first; i < first + 200; i++) {
                commit(put(i, i));
                assertValue(key(i), get(key(i)));
              }
              return null;
            });
      }
      for (java.util.concurrent.Future<Void> task : writers.invokeAll(tasks)) {
        task.get();
      }
    } finally {
      writers.shutdownNow();
    }
    assertEquals(WRITERS * 200, keys(EVERYTHING, Direction.FORWARD).size());
  }

  @Test
  @Tag("ENG-6")
  void commitsOfSeveralThreadsLoseNothing() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int first = writer * 5_000;
        tasks.add(
            () -> {
              List<Future<Void>> commits = new ArrayList<>();
              for (int i = first; i < first + 5_000; i++) {
                commits.add(engine.commit(put(i, i)));
              }
              commits.forEach(EngineFixture::await);
              return null;
            });
      }
      for (java.util.concurrent.Future<Void> task : writers.invokeAll(tasks)) {
        task.get();
      }
    } finally {
      writers.shutdownNow();
    }
    assertEquals(WRITERS * 5_000, keys(EVERYTHING, Direction.FORWARD).size());
  }

  /** A snapshot is for several threads at once, each with a cursor of its own. */
  @Test
  @Tag("ENG-10")
  @Tag("ENG-22")
  void aSnapshotIsReadByManyThreads() throws Exception {
    Batch.Builder batch = Batch.builder();
    for (int i = 0; i < 5_000; i++) {
      batch.put(key(i), key(i));
    }
    commit(batch.build());
    ExecutorService readers = Executors.newFixedThreadPool(WRITERS);
    try (Snapshot snapshot = engine.snapshot()) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int reader = 0; reader < WRITERS; reader++) {
        Direction direction = reader % 2 == 0 ? Direction.FORWARD : Direction.BACKWARD;
        tasks.add(
            () -> {
              try (Cursor cursor = snapshot.scan(EVERYTHING, direction)) {
                for (int i = 0; i < 5_000; i++) {
                  assertTrue(cursor.next());
                  byte[] expected = key(direction == Direction.FORWARD ? i : 4_999 - i);
                  assertArrayEquals(expected, cursor.key());
                  assertArrayEquals(expected, cursor.value());
                  assertValue(expected, snapshot.get(expected));
                }
              }
              return null;
            });
      }
      for (java.util.concurrent.Future<Void> task : readers.invokeAll(tasks)) {
        task.get();
      }
    } finally {
      readers.shutdownNow();
    }
  }

  @Test
  @Tag("ENG-11")
  @Tag("ENG-16")
  void inlineReadsWaitForNothingWhileCommitsGoOn() throws Exception {
    if (engine.capabilities().reads() != Reads.INLINE) {
      throw new TestAbortedException("The engine says that its reads may block");
    }
    commit(pair(0));
    read(1_000);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      java.util.concurrent.Future<?> writing =
          writer.submit(
              () -> {
                for (int i = 1; !done.get(); i++) {
                  commit(pair(i % 1_000));
                }
              });
      assertEquals(0, ThreadCosts.waits(() -> read(100_000)));
      done.set(true);
      writing.get();
    } finally {
      done.set(true);
      writer.shutdownNow();
    }
  }

  private void read(int times) {
    for (int i = 0; i < times; i++) {
      try (Snapshot snapshot = engine.snapshot();
          Cursor cursor = snapshot.scan(EVERYTHING, Direction.BACKWARD)) {
        assertTrue(cursor.next());
        number(snapshot, 0);
      }
    }
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
}
