package dev.couchgrass.conformance.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** What is read: in which order, in which ranges, and of which moment. */
public abstract class SnapshotsConformance extends EngineFixture {
  protected SnapshotsConformance(EngineHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("ENG-6")
  @Tag("ENG-8")
  @Tag("ENG-10")
  void aCommitIsVisibleToNewSnapshotsOnly() {
    try (Snapshot before = engine.snapshot()) {
      commit(put(1, 7));
      try (Snapshot after = engine.snapshot()) {
        assertTrue(before.get(key(1)).isEmpty());
        assertValue(key(7), after.get(key(1)));
      }
    }
  }

  /** Whatever an engine does with what is old: it must not do it to a snapshot. */
  @Test
  @Tag("ENG-10")
  void aSnapshotStaysAsItIsWhileMuchChanges() {
    for (int i = 0; i < 500; i++) {
      commit(put(2 * i, i));
    }
    try (Snapshot snapshot = engine.snapshot();
        Cursor halfWay = snapshot.scan(EVERYTHING, Direction.FORWARD)) {
      for (int i = 0; i < 250; i++) {
        assertTrue(halfWay.next());
      }
      for (int round = 0; round < 5; round++) {
        Batch.Builder batch = Batch.builder();
        for (int i = 0; i < 1_000; i++) {
          batch.put(key(i), new byte[300]);
        }
        commit(batch.build());
        Batch.Builder none = Batch.builder();
        for (int i = 0; i < 1_000; i++) {
          none.delete(key(i));
        }
        commit(none.build());
      }
      for (int i = 250; i < 500; i++) {
        assertTrue(halfWay.next());
        assertArrayEquals(key(2 * i), halfWay.key());
        assertArrayEquals(key(i), halfWay.value());
      }
      assertFalse(halfWay.next());
      assertEquals(500, keys(snapshot, EVERYTHING, Direction.BACKWARD).size());
      assertValue(key(499), snapshot.get(key(998)));
      assertTrue(snapshot.get(key(1)).isEmpty());
    }
    assertEquals(List.of(), keys(EVERYTHING, Direction.FORWARD));
  }

  @Test
  @Tag("ENG-15")
  void arraysStayAsTheyAre() {
    List<byte[]> given = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      byte[] value = value(i);
      byte[] key = key(i);
      commit(put(key, value));
      given.add(key);
      given.add(value);
    }
    List<byte[]> handedOut = new ArrayList<>();
    try (Snapshot snapshot = engine.snapshot();
        Cursor cursor = snapshot.scan(EVERYTHING, Direction.FORWARD)) {
      while (cursor.next()) {
        handedOut.add(cursor.key());
        handedOut.add(cursor.value());
      }
      assertContents(handedOut);
      handedOut.clear();
      for (int i = 0; i < 400; i++) {
        handedOut.add(given.get(2 * i));
        handedOut.add(snapshot.get(key(i)).orElseThrow());
      }
    }
    for (int i = 0; i < 400; i++) {
      commit(put(key(i), new byte[i]));
    }
    assertContents(given);
    assertContents(handedOut);
  }

  /** Some in a row have the same length: a buffer that is used again may then be handed out. */
  private static byte[] value(int number) {
    byte[] value = new byte[number / 4];
    Arrays.fill(value, (byte) number);
    return value;
  }

  private static void assertContents(List<byte[]> keysAndValues) {
    for (int i = 0; i < 400; i++) {
      assertArrayEquals(key(i), keysAndValues.get(2 * i));
      assertArrayEquals(value(i), keysAndValues.get(2 * i + 1));
    }
  }

  /** What copies its keys for a snapshot would allocate as many references as there are keys. */
  @Test
  @Tag("ENG-11")
  void aSnapshotCostsTheSameHoweverMuchThereIs() {
    int keys = 50_000;
    Batch.Builder batch = Batch.builder();
    for (int i = 0; i < keys; i++) {
      batch.put(key(i), key(i));
    }
    commit(batch.build());
    for (int i = 0; i < 100; i++) {
      engine.snapshot().close();
    }
    long allocated = ThreadCosts.allocatedBytes(() -> engine.snapshot().close());
    assertTrue(allocated < keys, () -> "bytes allocated: " + allocated);
  }

  @Test
  @Tag("ENG-1")
  @Tag("ENG-12")
  void keysAreOrderedByTheirUnsignedBytesAShorterOneFirst() {
    List<String> ordered =
        List.of("00", "0000", "0001", "00ff", "01", "7f", "7fff", "80", "8000", "ff", "ff00");
    List<String> mixed = new ArrayList<>(ordered);
    Collections.reverse(mixed);
    mixed.forEach(key -> commit(put(bytes(key), bytes(key))));
    assertEquals(ordered, keys(EVERYTHING, Direction.FORWARD));
    assertEquals(mixed, keys(EVERYTHING, Direction.BACKWARD));
  }

  @Test
  @Tag("ENG-12")
  void aRangeHasItsStartAndNotItsEnd() {
    List.of("10", "20", "2000", "2001", "30").forEach(key -> commit(put(bytes(key), bytes(key))));
    assertRange(List.of("20", "2000", "2001"), "20", "30");
    assertRange(List.of("20", "2000", "2001", "30"), "20", "3000");
    assertRange(List.of("2000"), "2000", "2001");
    assertRange(List.of("2001"), "200000", "2f");
    assertRange(List.of("10", "20", "2000", "2001", "30"), "", "ff");
    assertRange(List.of(), "21", "2f");
    assertRange(List.of(), "31", "ff");
    assertRange(List.of(), "00", "10");
    assertRange(List.of(), "20", "20");
    assertRange(List.of(), "30", "20");
    KeyRange prefix = KeyRange.prefix(bytes("20"));
    assertEquals(List.of("20", "2000", "2001"), keys(prefix, Direction.FORWARD));
    assertEquals(List.of("2001", "2000", "20"), keys(prefix, Direction.BACKWARD));
  }

  private void assertRange(List<String> expected, String from, String to) {
    KeyRange range = new KeyRange(bytes(from), bytes(to));
    assertEquals(expected, keys(range, Direction.FORWARD), () -> from + " to " + to);
    List<String> backward = new ArrayList<>(expected);
    Collections.reverse(backward);
    assertEquals(backward, keys(range, Direction.BACKWARD), () -> to + " back to " + from);
  }

  @Test
  @Tag("ENG-19")
  void aCursorStandsOnNoEntryBeforeTheFirstAndAfterTheLast() {
    commit(put(1, 1));
    for (Direction direction : Direction.values()) {
      try (Snapshot snapshot = engine.snapshot();
          Cursor cursor = snapshot.scan(new KeyRange(key(0), key(9)), direction)) {
        assertThrows(IllegalStateException.class, cursor::key);
        assertThrows(IllegalStateException.class, cursor::value);
        assertTrue(cursor.next());
        assertArrayEquals(key(1), cursor.key());
        assertArrayEquals(key(1), cursor.value());
        assertFalse(cursor.next());
        assertFalse(cursor.next());
        assertThrows(IllegalStateException.class, cursor::key);
        assertThrows(IllegalStateException.class, cursor::value);
      }
    }
  }

  /** One cursor is led on after another was, and after a key was looked up. */
  @Test
  @Tag("ENG-22")
  void cursorsStandWhereEachWasLed() {
    for (int i = 0; i < 50; i++) {
      commit(put(i, i));
    }
    try (Snapshot snapshot = engine.snapshot();
        Cursor up = snapshot.scan(EVERYTHING, Direction.FORWARD);
        Cursor down = snapshot.scan(EVERYTHING, Direction.BACKWARD);
        Cursor few = snapshot.scan(new KeyRange(key(10), key(20)), Direction.FORWARD)) {
      for (int i = 0; i < 50; i++) {
        assertTrue(up.next());
        assertTrue(down.next());
        assertEquals(i < 10, few.next());
        assertValue(key(25), snapshot.get(key(25)));
        assertTrue(snapshot.get(key(60)).isEmpty());
        assertStands(up, i);
        assertStands(down, 49 - i);
        if (i < 10) {
          assertStands(few, 10 + i);
        }
      }
      assertFalse(up.next());
      assertFalse(down.next());
    }
  }

  /** Closing a cursor is nothing to those that were opened before and after it. */
  @Test
  @Tag("ENG-22")
  void aCursorOutlivesOthers() {
    for (int i = 0; i < 3; i++) {
      commit(put(i, i));
    }
    try (Snapshot snapshot = engine.snapshot();
        Cursor cursor = snapshot.scan(EVERYTHING, Direction.FORWARD)) {
      for (int i = 0; i < 3; i++) {
        try (Cursor other = snapshot.scan(EVERYTHING, Direction.FORWARD)) {
          assertTrue(other.next());
          assertTrue(cursor.next());
        }
        assertStands(cursor, i);
      }
    }
  }

  private static void assertStands(Cursor cursor, int number) {
    assertArrayEquals(key(number), cursor.key());
    assertArrayEquals(key(number), cursor.value());
  }

  @Test
  @Tag("ENG-23")
  void aLookUpFindsNoOtherKey() {
    List.of("20", "200000", "2001", "ff00").forEach(key -> commit(put(bytes(key), bytes(key))));
    try (Snapshot snapshot = engine.snapshot()) {
      for (String there : List.of("20", "200000", "2001", "ff00")) {
        assertValue(bytes(there), snapshot.get(bytes(there)));
      }
      for (String missing : List.of("00", "1f", "2000", "20000000", "2002", "21", "ff", "ff0000")) {
        assertTrue(snapshot.get(bytes(missing)).isEmpty(), missing);
      }
    }
  }

  @Test
  @Tag("ENG-17")
  void aRankIsHowManyKeysLieBefore() {
    for (int i = 0; i < 300; i++) {
      commit(put(2 * i, i));
    }
    commit(Batch.builder().delete(key(0)).delete(key(1)).put(key(2), key(9)).build());
    try (Snapshot snapshot = engine.snapshot()) {
      if (snapshot.rank(key(0)).isEmpty()) {
        throw new TestAbortedException("The engine knows no ranks");
      }
      assertEquals(OptionalLong.of(0), snapshot.rank(key(0)));
      assertEquals(OptionalLong.of(0), snapshot.rank(key(2)));
      for (int i = 1; i < 300; i++) {
        assertEquals(OptionalLong.of(i), snapshot.rank(key(2 * i + 1)));
      }
      assertEquals(OptionalLong.of(299), snapshot.rank(key(Integer.MAX_VALUE)));
      assertEquals(OptionalLong.of(0), snapshot.rank(new byte[0]));
    }
  }

  @Test
  @Tag("ENG-21")
  void noKeyIsTooLongToBeAskedFor() {
    commit(put(1, 1));
    byte[] longer = new byte[engine.capabilities().maxKeyBytes() + 1];
    try (Snapshot snapshot = engine.snapshot()) {
      assertTrue(snapshot.get(longer).isEmpty());
      assertTrue(snapshot.get(new byte[0]).isEmpty());
      KeyRange range = new KeyRange(longer, key(9));
      assertEquals(List.of("00000001"), keys(snapshot, range, Direction.FORWARD));
      assertEquals(List.of("00000001"), keys(snapshot, range, Direction.BACKWARD));
    }
  }

  @Test
  @Tag("ENG-20")
  void aSnapshotClosesTwiceAndIsReadNoMore() {
    commit(put(1, 1));
    Snapshot snapshot = engine.snapshot();
    boolean ranks = snapshot.rank(key(1)).isPresent();
    Cursor cursor = snapshot.scan(EVERYTHING, Direction.FORWARD);
    cursor.close();
    cursor.close();
    snapshot.close();
    snapshot.close();
    assertThrows(IllegalStateException.class, () -> snapshot.get(key(1)));
    assertThrows(IllegalStateException.class, () -> snapshot.scan(EVERYTHING, Direction.FORWARD));
    if (ranks) {
      assertThrows(IllegalStateException.class, () -> snapshot.rank(key(1)));
    }
  }
}
