package dev.couchgrass.conformance.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** A snapshot, and what it has to hold. Each comparison says which rule is broken if it fails. */
final class HeldSnapshot implements AutoCloseable {
  private final Snapshot snapshot;
  private final NavigableMap<byte[], byte[]> model;

  HeldSnapshot(Snapshot snapshot, NavigableMap<byte[], byte[]> model) {
    this.snapshot = snapshot;
    this.model = new TreeMap<>(model);
  }

  void compareAll(String rule) {
    Random random = new Random(model.size());
    for (int i = 0; i < 30; i++) {
      compareKey(EngineScripts.key(random), rule);
    }
    for (int i = 0; i < 4; i++) {
      compareRange(
          new KeyRange(EngineScripts.key(random), EngineScripts.key(random)), rule + ", ENG-12");
    }
    compareRange(EngineFixture.EVERYTHING, rule + ", ENG-1");
  }

  void compareKey(byte[] key, String rule) {
    Optional<byte[]> found = snapshot.get(key);
    assertEquals(model.containsKey(key), found.isPresent(), () -> rule + ", ENG-13: " + show(key));
    found.ifPresent(
        value -> assertArrayEquals(model.get(key), value, () -> rule + ": " + show(key)));
    long before = model.headMap(key).size();
    assertEquals(
        before, snapshot.rank(key).orElse(before), () -> "ENG-17: the rank of " + show(key));
  }

  void compareRange(KeyRange range, String rule) {
    NavigableMap<byte[], byte[]> expected = new TreeMap<>(Arrays::compareUnsigned);
    if (Arrays.compareUnsigned(range.from(), range.to()) < 0) {
      expected.putAll(model.subMap(range.from(), true, range.to(), false));
    }
    compareWalk(expected, range, Direction.FORWARD, rule);
    compareWalk(expected.descendingMap(), range, Direction.BACKWARD, rule);
  }

  private void compareWalk(
      NavigableMap<byte[], byte[]> expected, KeyRange range, Direction direction, String rule) {
    List<String> keys = new ArrayList<>();
    List<byte[]> values = new ArrayList<>();
    try (Cursor cursor = snapshot.scan(range, direction)) {
      while (keys.size() <= expected.size() && cursor.next()) {
        keys.add(show(cursor.key()));
        values.add(cursor.value());
      }
    }
    String what =
        rule + ": " + direction + " from " + show(range.from()) + " up to " + show(range.to());
    assertEquals(expected.keySet().stream().map(HeldSnapshot::show).toList(), keys, what);
    int at = 0;
    for (byte[] value : expected.values()) {
      assertArrayEquals(value, values.get(at), what + ": the value of " + keys.get(at));
      at++;
    }
  }

  private static String show(byte[] key) {
    return HexFormat.of().formatHex(key);
  }

  @Override
  public void close() {
    snapshot.close();
  }
}
