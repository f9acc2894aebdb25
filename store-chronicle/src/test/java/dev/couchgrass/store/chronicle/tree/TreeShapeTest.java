package dev.couchgrass.store.chronicle.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.engine.Batch.Change;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How full pages are, and how many an edit writes. */
class TreeShapeTest {
  private final HeapPages store = new HeapPages();
  private final Pages pages = new Pages(store, 8 << 20);
  private Tree tree = pages.tree(Root.EMPTY);
  private long written;

  @Test
  void ascendingKeysInSeveralPlacesLeavePagesFull() {
    Random random = new Random(1);
    for (int commit = 0; commit < 300; commit++) {
      TreeMap<byte[], Change> changes = new TreeMap<>(Arrays::compareUnsigned);
      for (int i = 0; i < 100; i++) {
        for (int space = 0; space < 4; space++) {
          put(changes, key(space, commit * 100L + i), value(random, 60));
        }
      }
      edit(changes);
    }
    assertEquals(120_000, tree.entries());
    assertFill(0.95);
    assertTrue(written < 1.2 * store.ids().size() + 300 * 12, () -> written + " pages written");
  }

  @Test
  void singleAscendingKeysLeavePagesFull() {
    Random random = new Random(1);
    for (int commit = 0; commit < 5000; commit++) {
      TreeMap<byte[], Change> changes = new TreeMap<>(Arrays::compareUnsigned);
      put(changes, key(1, commit), value(random, 60));
      put(changes, key(3, commit), value(random, 200));
      edit(changes);
    }
    assertFill(0.95);
  }

  @Test
  void descendingKeysLeavePagesFull() {
    Random random = new Random(1);
    for (int commit = 5000; commit > 0; commit--) {
      TreeMap<byte[], Change> changes = new TreeMap<>(Arrays::compareUnsigned);
      put(changes, key(1, commit), value(random, 60));
      edit(changes);
    }
    assertFill(0.95);
  }

  @Test
  void randomKeysLeavePagesTwoThirdsFull() {
    Random random = new Random(1);
    for (int commit = 0; commit < 200; commit++) {
      TreeMap<byte[], Change> changes = new TreeMap<>(Arrays::compareUnsigned);
      for (int i = 0; i < 200; i++) {
        put(changes, key(1, random.nextLong()), value(random, 100));
      }
      edit(changes);
    }
    assertFill(0.62);
  }

  @Test
  void deletionsLeaveNoPagesThatAreNextToEmpty() {
    Random random = new Random(1);
    TreeMap<byte[], Change> changes = new TreeMap<>(Arrays::compareUnsigned);
    for (int i = 0; i < 20_000; i++) {
      put(changes, key(1, i), value(random, 100));
    }
    edit(changes);
    for (int round = 0; round < 50; round++) {
      TreeMap<byte[], Change> deletions = new TreeMap<>(Arrays::compareUnsigned);
      for (int i = 0; i < 700; i++) {
        byte[] key = key(1, random.nextInt(20_000));
        deletions.put(key, new Change(key, Optional.empty()));
      }
      edit(deletions);
    }
    assertFill(0.35);
    List<Change> all = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      all.add(new Change(key(1, i), Optional.empty()));
    }
    Edit edit = tree.edit(all);
    for (long id : edit.replaced()) {
      pages.remove(id);
    }
    assertTrue(edit.tree().root().isEmpty());
    assertEquals(0, store.ids().size());
  }

  @Test
  void whatIsBuiltIsFull() {
    Random random = new Random(1);
    try (TreeBuilder builder = new TreeBuilder(pages, 1)) {
      for (int i = 0; i < 50_000; i++) {
        builder.add(key(1, i), value(random, 100));
      }
      tree = builder.finish();
    }
    assertEquals(50_000, tree.entries());
    assertFill(0.97);
  }

  @Test
  void anEditThatChangesNothingWritesNothing() {
    Random random = new Random(1);
    TreeMap<byte[], Change> changes = new TreeMap<>(Arrays::compareUnsigned);
    for (int i = 0; i < 5000; i++) {
      put(changes, key(1, i), value(random, 100));
    }
    edit(changes);
    Edit same = tree.edit(List.copyOf(changes.values()));
    assertEquals(tree.root(), same.tree().root());
    assertEquals(0, same.written());
    assertEquals(0, same.replaced().length);
    Edit absent = tree.edit(List.of(new Change(key(2, 1), Optional.empty())));
    assertEquals(tree.root(), absent.tree().root());
    assertSame(tree, tree.edit(List.of()).tree());
  }

  @Test
  void aChangeWritesThePagesAboveIt() {
    Random random = new Random(1);
    TreeMap<byte[], Change> changes = new TreeMap<>(Arrays::compareUnsigned);
    for (int i = 0; i < 50_000; i++) {
      put(changes, key(1, i), value(random, 100));
    }
    edit(changes);
    Edit edit = tree.edit(List.of(new Change(key(1, 777), Optional.of(new byte[100]))));
    assertEquals(tree.root().height() + 1, edit.written());
    assertEquals(tree.root().height() + 1, edit.replaced().length);
  }

  private void edit(Map<byte[], Change> changes) {
    Edit edit = tree.edit(List.copyOf(changes.values()));
    for (long id : edit.replaced()) {
      pages.remove(id);
    }
    written += edit.written();
    tree = edit.tree();
  }

  private void assertFill(double least) {
    long reached = tree.check(id -> {});
    assertEquals(store.ids().size(), reached);
    double fill = (double) store.bytes() / reached / Cuts.PAGE_BYTES;
    assertTrue(fill >= least, () -> "Pages are full to " + fill);
  }

  private static void put(Map<byte[], Change> changes, byte[] key, byte[] value) {
    changes.put(key, new Change(key, Optional.of(value)));
  }

  private static byte[] key(int space, long number) {
    return ByteBuffer.allocate(13).putInt(7).put((byte) space).putLong(number).array();
  }

  private static byte[] value(Random random, int bytes) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    return value;
  }
}
