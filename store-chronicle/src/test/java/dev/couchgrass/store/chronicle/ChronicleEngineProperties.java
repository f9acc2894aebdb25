package dev.couchgrass.store.chronicle;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/**
 * The engine beside a {@link TreeMap}: what is read is what was written, whatever happens between.
 */
class ChronicleEngineProperties {
  /** So little that folds happen all the time. */
  private static final ChronicleOptions OPTIONS =
      ChronicleOptions.DEFAULTS.withRecentBytes(20_000).withSegmentBytes(64 * 1024);

  private static final KeyRange EVERYTHING = new KeyRange(new byte[0], new byte[] {(byte) 0xff});

  private record Held(Snapshot snapshot, NavigableMap<byte[], byte[]> model) {}

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  @Tag("ENG-8")
  @Tag("ENG-10")
  void readsWhatWasWritten(@ForAll long seed, @ForAll @IntRange(min = 20, max = 200) int steps)
      throws IOException {
    Path folder = Files.createTempDirectory("couchgrass-engine");
    Random random = new Random(seed);
    NavigableMap<byte[], byte[]> model = new TreeMap<>(Arrays::compareUnsigned);
    Deque<Held> held = new ArrayDeque<>();
    List<Future<Void>> compactions = new ArrayList<>();
    ChronicleEngine engine = open(folder);
    try {
      for (int step = 0; step < steps; step++) {
        commit(engine, model, random);
        if (random.nextInt(10) == 0) {
          held.add(new Held(engine.snapshot(), new TreeMap<>(model)));
        }
        if (random.nextInt(10) == 0 && !held.isEmpty()) {
          assertHolds(held.remove(), random);
        }
        if (random.nextInt(30) == 0) {
          compactions.add(engine.compact());
        }
        if (random.nextInt(25) == 0) {
          while (!held.isEmpty()) {
            assertHolds(held.remove(), random);
          }
          if (random.nextBoolean()) {
            compactions.forEach(StoreFixture::await);
          }
          compactions.clear();
          await(engine.close());
          engine = open(folder);
        }
      }
      assertHolds(new Held(engine.snapshot(), model), random);
      while (!held.isEmpty()) {
        assertHolds(held.remove(), random);
      }
    } finally {
      await(engine.close());
      delete(folder);
    }
  }

  private static ChronicleEngine open(Path folder) throws IOException {
    return ChronicleEngine.open(folder, OPTIONS, OpenListener.NONE);
  }

  private static void commit(
      ChronicleEngine engine, NavigableMap<byte[], byte[]> model, Random random) {
    Batch.Builder batch = Batch.builder();
    int changes = random.nextInt(100);
    for (int i = 0; i < changes; i++) {
      byte[] key = key(random.nextInt(2000));
      if (random.nextInt(4) == 0) {
        batch.delete(key);
        model.remove(key);
      } else {
        byte[] value = new byte[random.nextInt(20) == 0 ? 5000 : random.nextInt(300)];
        random.nextBytes(value);
        batch.put(key, value);
        model.put(key, value);
      }
    }
    await(engine.commit(batch.build()));
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(12).putInt(number % 3).putLong(number).array();
  }

  private static void assertHolds(Held held, Random random) {
    try (Snapshot snapshot = held.snapshot()) {
      NavigableMap<byte[], byte[]> model = held.model();
      for (int i = 0; i < 50; i++) {
        byte[] key = key(random.nextInt(2000));
        assertEquals(model.containsKey(key), snapshot.get(key).isPresent());
        snapshot.get(key).ifPresent(value -> assertArrayEquals(model.get(key), value));
        assertEquals(model.headMap(key).size(), snapshot.rank(key).orElseThrow());
      }
      byte[] from = key(random.nextInt(2000));
      KeyRange range = random.nextBoolean() ? EVERYTHING : new KeyRange(from, EVERYTHING.to());
      NavigableMap<byte[], byte[]> expected = model.tailMap(range.from(), true);
      assertWalk(expected, snapshot.scan(range, Direction.FORWARD));
      assertWalk(expected.descendingMap(), snapshot.scan(range, Direction.BACKWARD));
    }
  }

  private static void assertWalk(NavigableMap<byte[], byte[]> expected, Cursor cursor) {
    try (cursor) {
      expected.forEach(
          (key, value) -> {
            assertTrue(cursor.next());
            assertArrayEquals(key, cursor.key());
            assertArrayEquals(value, cursor.value());
          });
      assertFalse(cursor.next());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
