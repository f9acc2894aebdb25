package dev.couchgrass.store.engine.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.engine.Batch;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistentByteMapTest {
  private static final int COUNT = 200_000;
  private static final byte[] VALUE = {1};

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1500})
  void keysInAscendingOrderLeaveLeavesFull(int batch) {
    PersistentByteMap map = putAll(PersistentByteMap.EMPTY, ascending(), batch);
    assertTrue(Trees.fill(map) > 0.99, () -> "Filled to " + Trees.fill(map));
    assertAllThereAndDeletable(map, ascending(), batch);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1500})
  void keysInDescendingOrderLeaveLeavesFull(int batch) {
    List<Integer> order = ascending();
    Collections.reverse(order);
    PersistentByteMap map = putAll(PersistentByteMap.EMPTY, order, batch);
    assertTrue(Trees.fill(map) > 0.99, () -> "Filled to " + Trees.fill(map));
    assertAllThereAndDeletable(map, order, batch);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1500})
  void keysInRandomOrderLeaveLeavesMoreThanHalfFull(int batch) {
    List<Integer> order = shuffled(1);
    PersistentByteMap map = putAll(PersistentByteMap.EMPTY, order, batch);
    assertTrue(Trees.fill(map) > 0.6, () -> "Filled to " + Trees.fill(map));
    assertAllThereAndDeletable(map, shuffled(2), batch);
  }

  @Test
  void severalAscendingRangesSideBySideLeaveLeavesFull() {
    PersistentByteMap map = PersistentByteMap.EMPTY;
    for (int i = 0; i < 20_000; i++) {
      Batch.Builder batch = Batch.builder();
      for (int range = 0; range < 5; range++) {
        batch.put(key(range * 1_000_000 + i), VALUE);
      }
      map = map.with(batch.build());
    }
    Trees.checkInvariants(map);
    double fill = Trees.fill(map);
    assertTrue(fill > 0.97, () -> "Filled to " + fill);
  }

  @Test
  void deletingMostEntriesReleasesLeaves() {
    PersistentByteMap map = putAll(PersistentByteMap.EMPTY, ascending(), 1500);
    List<Integer> most = ascending().stream().filter(i -> i % 50 != 0).toList();
    PersistentByteMap rest = deleteAll(map, most, 1500);
    Trees.checkInvariants(rest);
    assertEquals(COUNT / 50, rest.weight());
    assertTrue(Trees.fill(rest) > 0.35, () -> "Filled to " + Trees.fill(rest));
    assertEquals(COUNT, map.weight());
  }

  @Test
  void deletingFromAnEmptyMapLeavesItEmpty() {
    assertSame(Leaf.EMPTY, deleteAll(PersistentByteMap.EMPTY, List.of(1, 2), 2).root());
  }

  @Test
  void aBatchThatChangesNothingSharesEverything() {
    PersistentByteMap map = putAll(PersistentByteMap.EMPTY, ascending(), 1500);
    Batch absent = Batch.builder().delete(key(-1)).delete(key(COUNT)).build();
    assertSame(map, map.with(Batch.builder().build()));
    Inner before = (Inner) map.root();
    Inner after = (Inner) map.with(absent).root();
    assertSame(before.child(1), after.child(1));
    Trees.checkInvariants(map.with(absent));
  }

  private static void assertAllThereAndDeletable(
      PersistentByteMap map, List<Integer> order, int batch) {
    Trees.checkInvariants(map);
    assertEquals(COUNT, map.weight());
    for (int i = 0; i < COUNT; i++) {
      assertTrue(map.get(key(i)).isPresent());
      assertEquals(i, map.rank(key(i)));
    }
    PersistentByteMap half = deleteAll(map, order.subList(0, COUNT / 2), batch);
    Trees.checkInvariants(half);
    assertEquals(COUNT / 2, half.weight());
    PersistentByteMap none = deleteAll(half, order.subList(COUNT / 2, COUNT), batch);
    assertSame(Leaf.EMPTY, none.root());
  }

  private static PersistentByteMap putAll(PersistentByteMap map, List<Integer> order, int batch) {
    for (int from = 0; from < order.size(); from += batch) {
      Batch.Builder changes = Batch.builder();
      slice(order, from, batch).forEach(i -> changes.put(key(i), VALUE));
      map = map.with(changes.build());
    }
    return map;
  }

  private static PersistentByteMap deleteAll(
      PersistentByteMap map, List<Integer> order, int batch) {
    for (int from = 0; from < order.size(); from += batch) {
      Batch.Builder changes = Batch.builder();
      slice(order, from, batch).forEach(i -> changes.delete(key(i)));
      map = map.with(changes.build());
    }
    return map;
  }

  private static List<Integer> slice(List<Integer> order, int from, int batch) {
    return order.subList(from, Math.min(from + batch, order.size()));
  }

  private static List<Integer> ascending() {
    return IntStream.range(0, COUNT).boxed().collect(Collectors.toList());
  }

  private static List<Integer> shuffled(int seed) {
    List<Integer> order = ascending();
    Collections.shuffle(order, new Random(seed));
    return order;
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(24).putInt(20, number ^ Integer.MIN_VALUE).array();
  }
}
