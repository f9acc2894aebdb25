package dev.couchgrass.store.chronicle.tree;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Walks a tree and compares every page with what its parent says of it. */
final class TreeCheck {
  private final Pages pages;
  private final LongConsumer reached;
  private final boolean readLeaves;
  private long visited;

  TreeCheck(Pages pages, LongConsumer reached, boolean readLeaves) {
    this.pages = pages;
    this.reached = reached;
    this.readLeaves = readLeaves;
  }

  long check(Root root) {
    if (!root.isEmpty()) {
      if (root.pageId() >= root.nextPageId()) {
        throw new PageException(root.pageId(), "The page is newer than the tree");
      }
      visit(root.pageId(), root.height(), root.entries(), new byte[0], null);
    }
    return visited;
  }

  /**
   * @param low no key is below
   * @param high all keys are; null if there is no bound
   */
  private void visit(long id, int height, long entries, byte[] low, byte @Nullable [] high) {
    visited++;
    reached.accept(id);
    if (height == 0 && !readLeaves) {
      require(pages.contains(id), id, "There is no such page");
      return;
    }
    Page page = pages.read(id, height);
    requireOrder(page, low, high);
    require(page.count() > 0, id, "The page is empty");
    if (page.isLeaf()) {
      require(page.count() == entries, id, "The number of entries is not what its parent says");
      return;
    }
    long beneath = 0;
    for (int i = 0; i < page.count(); i++) {
      byte[] end = i + 1 < page.count() ? page.key(i + 1) : high;
      visit(page.child(i), height - 1, page.entries(i), i == 0 ? low : page.key(i), end);
      beneath += page.entries(i);
    }
    require(beneath == entries, id, "The number of entries is not what its parent says");
  }

  private static void requireOrder(Page page, byte[] low, byte @Nullable [] high) {
    byte[] before = low;
    for (int i = 0; i < page.count(); i++) {
      byte[] key = page.key(i);
      int order = Arrays.compareUnsigned(before, key);
      require(i == 0 ? order <= 0 : order < 0, page.id(), "The keys do not ascend");
      before = key;
    }
    require(
        high == null || Arrays.compareUnsigned(before, high) < 0,
        page.id(),
        "A key lies beyond the page");
  }

  private static void require(boolean right, long id, String message) {
    if (!right) {
      throw new PageException(id, message);
    }
  }
}
