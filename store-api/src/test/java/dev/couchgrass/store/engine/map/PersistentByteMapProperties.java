package dev.couchgrass.store.engine.map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The map beside a {@link TreeMap}, which is copied where the map is shared. */
class PersistentByteMapProperties {
  /** No key of these tests begins with seven times 0xff. */
  private static final KeyRange EVERYTHING =
      new KeyRange(new byte[0], bytes(255, 255, 255, 255, 255, 255, 255));

  record Step(byte[] key, Optional<byte[]> value) {
    @Override
    public String toString() {
      return Arrays.toString(key) + value.map(v -> " put").orElse(" delete");
    }
  }

  record Version(PersistentByteMap map, NavigableMap<byte[], byte[]> model) {
    Version with(List<Step> steps) {
      Batch.Builder batch = Batch.builder();
      NavigableMap<byte[], byte[]> next = new TreeMap<>(model);
      for (Step step : steps) {
        step.value()
            .ifPresentOrElse(
                value -> {
                  batch.put(step.key(), value);
                  next.put(step.key(), value);
                },
                () -> {
                  batch.delete(step.key());
                  next.remove(step.key());
                });
      }
      return new Version(map.with(batch.build()), next);
    }
  }

  private static Version empty() {
    return new Version(
        PersistentByteMap.empty(PersistentByteMapProperties::weigh),
        new TreeMap<>(Arrays::compareUnsigned));
  }

  /** Less than nothing, nothing, or one. */
  private static int weigh(byte[] value) {
    return value[0] % 3 - 1;
  }

  private static long weigh(NavigableMap<byte[], byte[]> entries) {
    return entries.values().stream().mapToLong(PersistentByteMapProperties::weigh).sum();
  }

  @Property(tries = 300)
  void everyVersionStaysEqualToItsModel(
      @ForAll("histories") List<List<Step>> history, @ForAll("probes") List<byte[]> probes) {
    List<Version> versions = new ArrayList<>(List.of(empty()));
    for (List<Step> steps : history) {
      versions.add(versions.get(versions.size() - 1).with(steps));
    }
    for (Version version : versions) {
      Trees.checkInvariants(version.map());
      assertEquals(weigh(version.model()), version.map().weight());
      assertEntries(version.model(), version, EVERYTHING);
      probes.forEach(key -> assertLookup(version, key));
    }
  }

  @Property(tries = 300)
  void cursorsKeepToTheirRange(
      @ForAll("histories") List<List<Step>> history,
      @ForAll("keys") byte[] from,
      @ForAll("keys") byte[] to) {
    Version version = empty();
    for (List<Step> steps : history) {
      version = version.with(steps);
    }
    NavigableMap<byte[], byte[]> expected =
        Arrays.compareUnsigned(from, to) < 0
            ? version.model().subMap(from, true, to, false)
            : empty().model();
    assertEntries(expected, version, new KeyRange(from, to));
  }

  private static void assertLookup(Version version, byte[] key) {
    assertEquals(Optional.ofNullable(version.model().get(key)), version.map().get(key));
    assertEquals(weigh(version.model().headMap(key, false)), version.map().rank(key));
  }

  private static void assertEntries(
      NavigableMap<byte[], byte[]> expected, Version version, KeyRange range) {
    assertWalk(expected, version.map().cursor(range, Direction.FORWARD));
    assertWalk(expected.descendingMap(), version.map().cursor(range, Direction.BACKWARD));
  }

  private static void assertWalk(NavigableMap<byte[], byte[]> expected, Cursor cursor) {
    expected.forEach(
        (key, value) -> {
          assertTrue(cursor.next());
          assertArrayEquals(key, cursor.key());
          assertEquals(value, cursor.value());
        });
    assertFalse(cursor.next());
    assertFalse(cursor.next());
  }

  @Provide
  Arbitrary<List<List<Step>>> histories() {
    Arbitrary<Step> put =
        keys().map(key -> new Step(key, Optional.of(new byte[] {(byte) key.length})));
    Arbitrary<Step> delete = keys().map(key -> new Step(key, Optional.empty()));
    Arbitrary<List<Step>> growing = Arbitraries.oneOf(put, put, put, delete).list().ofMaxSize(400);
    Arbitrary<List<Step>> shrinking =
        Arbitraries.oneOf(put, delete, delete, delete).list().ofMaxSize(400);
    Arbitrary<List<Step>> tiny = Arbitraries.oneOf(put, delete).list().ofMaxSize(3);
    return Arbitraries.oneOf(growing, shrinking, tiny).list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<byte[]>> probes() {
    return keys().list().ofSize(20);
  }

  /** Short keys over few bytes, so that they meet; and long ones that begin alike. */
  @Provide
  Arbitrary<byte[]> keys() {
    Arbitrary<byte[]> bytes =
        Arbitraries.of((byte) 0, (byte) 1, (byte) 0x7f, (byte) 0x80, (byte) 0xff)
            .array(byte[].class)
            .ofMinSize(1)
            .ofMaxSize(6);
    Arbitrary<byte[]> prefixes = Arbitraries.of(new byte[0], new byte[30], bytes(0, 0, 0, 0, 7));
    return Combinators.combine(prefixes, bytes).as(PersistentByteMapProperties::concat);
  }

  private static byte[] concat(byte[] head, byte[] tail) {
    byte[] all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
