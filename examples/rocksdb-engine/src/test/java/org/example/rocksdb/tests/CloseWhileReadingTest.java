package org.example.rocksdb.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.example.rocksdb.RocksEngine;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** What RocksDB has freed must not be read: that ends the process, and no assertion tells of it. */
class CloseWhileReadingTest {
  private static final int READERS = 4;
  private static final int KEYS = 2_000;
  private static final KeyRange EVERYTHING = new KeyRange(new byte[0], new byte[] {-1});

  private final CountDownLatch reading = new CountDownLatch(READERS);
  private final ExecutorService readers = Executors.newFixedThreadPool(READERS);

  @RepeatedTest(20)
  void readersOfASnapshotAreToldThatItIsClosed(@TempDir Path folder) throws Exception {
    Engine engine = RocksEngine.open(folder);
    Batch.Builder batch = Batch.builder();
    for (int i = 0; i < KEYS; i++) {
      batch.put(key(i), new byte[100]);
    }
    engine.commit(batch.build()).await();
    try (Snapshot snapshot = engine.snapshot()) {
      assertToldOf(snapshot, engine);
    }
  }

  private void assertToldOf(Snapshot snapshot, Engine engine) throws Exception {
    List<Future<?>> ends = new ArrayList<>();
    for (Direction direction : List.of(Direction.FORWARD, Direction.BACKWARD)) {
      ends.add(readers.submit(() -> read(snapshot, direction)));
      ends.add(readers.submit(() -> readNew(engine, direction)));
    }
    assertTrue(reading.await(1, TimeUnit.MINUTES));
    engine.close().await();
    readers.shutdown();
    for (Future<?> end : ends) {
      end.get();
    }
  }

  /** Reads the same snapshot, until it is closed with its engine. */
  private void read(Snapshot snapshot, Direction direction) {
    assertThrows(
        IllegalStateException.class,
        () -> {
          while (true) {
            scan(snapshot, direction);
            reading.countDown();
          }
        });
  }

  /** Reads new snapshots, until there are no more. */
  private void readNew(Engine engine, Direction direction) {
    assertThrows(
        IllegalStateException.class,
        () -> {
          while (true) {
            try (Snapshot snapshot = engine.snapshot()) {
              scan(snapshot, direction);
              reading.countDown();
            }
          }
        });
  }

  private static void scan(Snapshot snapshot, Direction direction) {
    try (Cursor cursor = snapshot.scan(EVERYTHING, direction)) {
      for (int i = 0; i < KEYS; i++) {
        assertTrue(cursor.next());
        assertEquals(100, snapshot.get(cursor.key()).orElseThrow().length);
      }
    }
  }

  private static byte[] key(int number) {
    return new byte[] {(byte) (number >> 7), (byte) (number & 0x7f)};
  }
}
