package dev.couchgrass.conformance.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** The engine beside a {@link TreeMap}, through random batches, snapshots and reopenings. */
public abstract class EngineProperties {
  private static final int STEPS = 60;

  private final EngineHome.Source homes;

  protected EngineProperties(EngineHome.Source homes) {
    this.homes = homes;
  }

  private record Held(Snapshot snapshot, NavigableMap<byte[], byte[]> model) {}

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  @Tag("ENG-1")
  @Tag("ENG-10")
  @Tag("ENG-12")
  @Tag("ENG-13")
  @Tag("ENG-17")
  void theEngineAgreesWithASortedMap(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    NavigableMap<byte[], byte[]> model = new TreeMap<>(Arrays::compareUnsigned);
    Deque<Held> held = new ArrayDeque<>();
    EngineHome home = homes.make();
    Engine engine = home.open();
    boolean keeps = engine.capabilities().durability() != Durability.NONE;
    try {
      for (int step = 0; step < STEPS; step++) {
        EngineFixture.await(engine.commit(batch(random, model)));
        if (random.nextInt(5) == 0) {
          held.add(new Held(engine.snapshot(), new TreeMap<>(model)));
        }
        if (random.nextInt(8) == 0 && !held.isEmpty()) {
          assertHolds(held.remove(), random);
        }
        if (keeps && random.nextInt(20) == 0) {
          release(held, random);
          EngineFixture.await(engine.close());
          engine = home.open();
        }
      }
      held.add(new Held(engine.snapshot(), model));
      release(held, random);
    } finally {
      // An engine that does not survive open ones would end the process, and the failure be lost.
      held.forEach(each -> each.snapshot().close());
      EngineFixture.await(engine.close());
      home.delete();
    }
  }

  private static void release(Deque<Held> held, Random random) {
    while (!held.isEmpty()) {
      assertHolds(held.remove(), random);
    }
  }

  private static Batch batch(Random random, NavigableMap<byte[], byte[]> model) {
    Batch.Builder batch = Batch.builder();
    int changes = random.nextInt(40);
    for (int i = 0; i < changes; i++) {
      byte[] key = key(random);
      if (random.nextInt(3) == 0) {
        batch.delete(key);
        model.remove(key);
      } else {
        byte[] value = new byte[random.nextInt(20) == 0 ? 5_000 : random.nextInt(300)];
        random.nextBytes(value);
        batch.put(key, value);
        model.put(key, value);
      }
    }
    return batch.build();
  }

  /** Few different bytes and few lengths: many begin alike, and are written again. */
  private static byte[] key(Random random) {
    byte[] key = new byte[1 + random.nextInt(4)];
    for (int i = 0; i < key.length; i++) {
      key[i] = new byte[] {0, 1, 'a', 'b', 127, -128, -2, -1}[random.nextInt(8)];
    }
    return key;
  }

  private static void assertHolds(Held held, Random random) {
    try (Snapshot snapshot = held.snapshot()) {
      NavigableMap<byte[], byte[]> model = held.model();
      for (int i = 0; i < 30; i++) {
        byte[] key = key(random);
        assertEquals(model.containsKey(key), snapshot.get(key).isPresent());
        snapshot.get(key).ifPresent(value -> assertArrayEquals(model.get(key), value));
        int before = model.headMap(key).size();
        assertEquals(before, snapshot.rank(key).orElse(before));
      }
      for (int i = 0; i < 4; i++) {
        assertRange(snapshot, model, new KeyRange(key(random), key(random)));
      }
      assertRange(snapshot, model, EngineFixture.EVERYTHING);
    }
  }

  private static void assertRange(
      Snapshot snapshot, NavigableMap<byte[], byte[]> model, KeyRange range) {
    NavigableMap<byte[], byte[]> expected = new TreeMap<>(Arrays::compareUnsigned);
    if (Arrays.compareUnsigned(range.from(), range.to()) < 0) {
      expected.putAll(model.subMap(range.from(), true, range.to(), false));
    }
    assertWalk(expected, snapshot, range, Direction.FORWARD);
    assertWalk(expected.descendingMap(), snapshot, range, Direction.BACKWARD);
  }

  private static void assertWalk(
      NavigableMap<byte[], byte[]> expected,
      Snapshot snapshot,
      KeyRange range,
      Direction direction) {
    List<String> found = new ArrayList<>();
    try (Cursor cursor = snapshot.scan(range, direction)) {
      while (found.size() <= expected.size() && cursor.next()) {
        found.add(hex(cursor.key()));
        byte[] value = expected.getOrDefault(cursor.key(), cursor.value());
        assertArrayEquals(value, cursor.value());
      }
      assertEquals(
          expected.keySet().stream().map(EngineProperties::hex).toList(),
          found,
          () -> direction + " from " + hex(range.from()) + " to " + hex(range.to()));
      assertFalse(cursor.next());
    }
  }

  private static String hex(byte[] key) {
    return HexFormat.of().formatHex(key);
  }
}
