package dev.couchgrass.store.chronicle.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.engine.Batch.Change;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** What a tree ought to be: a sorted map beside it, changed as it is. */
record TreeModel(Tree tree, NavigableMap<byte[], byte[]> map) {
  static TreeModel empty(Pages pages) {
    return new TreeModel(pages.tree(Root.EMPTY), new TreeMap<>(Arrays::compareUnsigned));
  }

  /** Both with the changes; what the edit replaced is added to {@code replaced}. */
  TreeModel with(List<Change> changes, Set<Long> replaced) {
    NavigableMap<byte[], byte[]> next = new TreeMap<>(map);
    for (Change change : changes) {
      change
          .value()
          .ifPresentOrElse(v -> next.put(change.key(), v), () -> next.remove(change.key()));
    }
    Edit edit = tree.edit(changes);
    for (long id : edit.replaced()) {
      assertTrue(replaced.add(id), "A page is replaced once");
    }
    return new TreeModel(edit.tree(), next);
  }

  /** The pages of the tree, each of which was looked at. */
  Set<Long> reached() {
    Set<Long> reached = new HashSet<>();
    long pages = tree.check(id -> assertTrue(reached.add(id), "A page has one parent"));
    assertEquals(reached.size(), pages);
    Set<Long> again = new HashSet<>();
    assertEquals(pages, tree.checkInner(again::add));
    assertEquals(reached, again);
    return reached;
  }

  void verify() {
    assertEquals(map.size(), tree.entries());
    verifyScan(map, tree.cursor(new KeyRange(new byte[0], above()), Direction.FORWARD));
    verifyScan(
        map.descendingMap(), tree.cursor(new KeyRange(new byte[0], above()), Direction.BACKWARD));
    long rank = 0;
    for (Map.Entry<byte[], byte[]> entry : map.entrySet()) {
      assertArrayEquals(entry.getValue(), tree.get(entry.getKey()).orElseThrow());
      assertEquals(rank++, tree.rank(entry.getKey()));
    }
  }

  /** Reads and scans that begin and end at these keys, which need not be there. */
  void verify(byte[] from, byte[] to) {
    assertArrayEquals(map.get(from), tree.get(from).orElse(null));
    assertEquals(map.headMap(from, false).size(), tree.rank(from));
    boolean some = Arrays.compareUnsigned(from, to) < 0;
    NavigableMap<byte[], byte[]> part =
        some ? map.subMap(from, true, to, false) : new TreeMap<>(Arrays::compareUnsigned);
    verifyScan(part, tree.cursor(new KeyRange(from, to), Direction.FORWARD));
    verifyScan(part.descendingMap(), tree.cursor(new KeyRange(from, to), Direction.BACKWARD));
  }

  private static void verifyScan(Map<byte[], byte[]> expected, Cursor cursor) {
    for (Map.Entry<byte[], byte[]> entry : expected.entrySet()) {
      assertTrue(cursor.next());
      assertArrayEquals(entry.getKey(), cursor.key());
      assertArrayEquals(entry.getValue(), cursor.value());
    }
    assertFalse(cursor.next());
    assertFalse(cursor.next());
  }

  /** Above every key of the tests. */
  private static byte[] above() {
    byte[] key = new byte[Tree.MAX_KEY_BYTES];
    Arrays.fill(key, (byte) 0xff);
    return key;
  }
}
