package dev.couchgrass.store.chronicle.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.engine.Batch.Change;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pages that are lost, damaged or misplaced are named, and never read as what they are not. */
class DamageTest {
  private static final int ENTRIES = 20_000;

  private final HeapPages store = new HeapPages();
  private final Tree tree = filled();

  private Tree filled() {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      changes.add(new Change(key(i), Optional.of(new byte[50])));
    }
    return new Pages(store, 0).tree(Root.EMPTY).edit(changes).tree();
  }

  @Test
  void eachFlippedBitOfAPageIsSeen() {
    long root = tree.root().pageId();
    int bits = 8 * store.read(root).length;
    for (int bit = 0; bit < bits; bit++) {
      store.damage(root, bit);
      assertEquals(root, assertThrows(PageException.class, () -> tree.get(key(7))).pageId());
      store.damage(root, bit);
    }
    assertTrue(tree.get(key(7)).isPresent());
  }

  @Test
  void everyDamagedPageIsFoundByACheck() {
    for (long id : List.copyOf(store.ids())) {
      store.damage(id, 100);
      assertEquals(id, assertThrows(PageException.class, this::check).pageId());
      store.damage(id, 100);
    }
    check();
  }

  @Test
  void everyLostPageIsFoundByBothChecks() {
    for (long id : List.copyOf(store.ids())) {
      byte[] lost = store.read(id);
      store.remove(id);
      assertEquals(id, assertThrows(PageException.class, this::check).pageId());
      assertEquals(
          id, assertThrows(PageException.class, () -> tree.checkInner(page -> {})).pageId());
      store.write(id, lost);
    }
    check();
  }

  @Test
  void readsNameThePageThatIsLost() {
    long leaf = leafOf(key(5000));
    store.remove(leaf);
    assertEquals(leaf, assertThrows(PageException.class, () -> tree.get(key(5000))).pageId());
    assertTrue(tree.get(key(1)).isPresent());
    try (Cursor cursor = tree.cursor(new KeyRange(key(0), key(ENTRIES)), Direction.FORWARD)) {
      PageException lost =
          assertThrows(
              PageException.class,
              () -> {
                while (cursor.next()) {
                  cursor.key();
                }
              });
      assertEquals(leaf, lost.pageId());
    }
  }

  @Test
  void aPageInThePlaceOfAnotherIsRefused() {
    long leaf = leafOf(key(5000));
    store.misplace(leafOf(key(9000)), leaf);
    assertEquals(leaf, assertThrows(PageException.class, () -> tree.get(key(5000))).pageId());
  }

  @Test
  void aPageOfAnotherHeightIsRefused() {
    Root root = tree.root();
    Root wrong = new Root(root.pageId(), root.height() - 1, root.entries(), root.nextPageId());
    Tree odd = new Pages(store, 0).tree(wrong);
    assertThrows(PageException.class, () -> odd.get(key(1)));
    assertThrows(PageException.class, () -> odd.check(id -> {}));
  }

  @Test
  void aWrongCountIsFound() {
    Root root = tree.root();
    Root wrong = new Root(root.pageId(), root.height(), root.entries() + 1, root.nextPageId());
    Tree odd = new Pages(store, 0).tree(wrong);
    assertThrows(PageException.class, () -> odd.check(id -> {}));
    assertThrows(PageException.class, () -> odd.checkInner(id -> {}));
  }

  @Test
  void keysOutOfOrderAreFound() {
    Draft draft = new Draft(0, 2);
    draft.add(key(2), new byte[0]);
    draft.add(key(1), new byte[0]);
    long id = tree.root().nextPageId();
    store.write(id, draft.page(0, 2).seal(id));
    Tree odd = new Pages(store, 0).tree(new Root(id, 0, 2, id + 1));
    assertThrows(PageException.class, () -> odd.check(page -> {}));
  }

  @Test
  void keysBeyondThePageAreFound() {
    Draft leaf = new Draft(0, 2);
    leaf.add(key(1), new byte[0]);
    leaf.add(key(9), new byte[0]);
    Draft inner = new Draft(1, 2);
    inner.add(Separators.LOWEST, Page.childValue(1001, 2));
    inner.add(key(5), Page.childValue(1001, 2));
    store.write(1001, leaf.page(0, 2).seal(1001));
    store.write(1002, inner.page(0, 2).seal(1002));
    Tree odd = new Pages(store, 0).tree(new Root(1002, 1, 4, 1003));
    assertThrows(PageException.class, () -> odd.check(page -> {}));
  }

  @Test
  void whatATreeDoesNotTakeIsRefused() {
    byte[] longest = new byte[Tree.MAX_KEY_BYTES];
    longest[0] = 1;
    byte[] value = new byte[Tree.MAX_VALUE_BYTES];
    Tree next = tree.edit(List.of(new Change(longest, Optional.of(value)))).tree();
    assertTrue(next.get(longest).isPresent());
    requireRefused(new Change(new byte[Tree.MAX_KEY_BYTES + 1], Optional.of(value)));
    requireRefused(new Change(key(1), Optional.of(new byte[Tree.MAX_VALUE_BYTES + 1])));
    requireRefused(new Change(key(2), Optional.empty()), new Change(key(1), Optional.empty()));
    requireRefused(new Change(key(2), Optional.empty()), new Change(key(2), Optional.empty()));
  }

  private void requireRefused(Change... changes) {
    assertThrows(IllegalArgumentException.class, () -> tree.edit(List.of(changes)));
  }

  private void check() {
    tree.check(id -> {});
  }

  private long leafOf(byte[] key) {
    Page page = Page.of(tree.root().pageId(), store.read(tree.root().pageId()));
    long id = page.id();
    while (!page.isLeaf()) {
      id = page.child(page.childFor(key, 0));
      page = Page.of(id, store.read(id));
    }
    return id;
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(8).putLong(number).array();
  }
}
