package dev.couchgrass.store.chronicle.tree;

import dev.couchgrass.store.engine.Batch.Change;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * An ordered map from bytes to bytes that never changes: {@link #edit} answers the next one, which
 * shares with this one whatever the changes did not touch. For any number of threads, as long as
 * its pages are in the store.
 *
 * <p>A B+tree whose inner pages count what is beneath them. Reads, ranks and each single change
 * cost time logarithmic in the size. Keys are ordered by their unsigned bytes, shorter before
 * longer where one begins the other. Every method that reads may throw {@link PageException}.
 */
public final class Tree {
  /** The longest key that a tree takes. */
  public static final int MAX_KEY_BYTES = 8 * 1024;

  /** The longest value that a tree takes. */
  public static final int MAX_VALUE_BYTES = Cuts.PAGE_BYTES / 4;

  private final Pages pages;
  private final Root root;

  Tree(Pages pages, Root root) {
    this.pages = pages;
    this.root = root;
  }

  /** What names this tree. */
  public Root root() {
    return root;
  }

  /** How many entries there are. */
  public long entries() {
    return root.entries();
  }

  /** The value of a key; empty if it is not there. The array belongs to the caller. */
  public Optional<byte[]> get(byte[] key) {
    if (root.isEmpty()) {
      return Optional.empty();
    }
    Page page = pages.page(root.pageId(), root.height());
    while (!page.isLeaf()) {
      page = pages.page(page.child(page.childFor(key, 0)), page.height() - 1);
    }
    int index = page.search(key, 0);
    return index < 0 ? Optional.empty() : Optional.of(page.value(index));
  }

  /** How many keys lie before this one, which need not be there. */
  public long rank(byte[] key) {
    if (root.isEmpty()) {
      return 0;
    }
    long rank = 0;
    Page page = pages.page(root.pageId(), root.height());
    while (!page.isLeaf()) {
      int child = page.childFor(key, 0);
      for (int i = 0; i < child; i++) {
        rank += page.entries(i);
      }
      page = pages.page(page.child(child), page.height() - 1);
    }
    return rank + page.rank(key);
  }

  /**
   * Opens a cursor before the first entry of the range, in the given direction. It holds pages on
   * the heap only; closing it lets go of them.
   */
  public Cursor cursor(KeyRange range, Direction direction) {
    return new TreeCursor(pages, root, range, direction);
  }

  /**
   * The next tree: this one with changes. The pages written are in the store when this returns; if
   * it throws, none of them is, and this tree is as it was. One edit at a time for all trees of a
   * store, each of the newest tree: else two pages would get one number.
   *
   * @param changes ascending by the unsigned bytes of their keys, each key once
   * @throws IllegalArgumentException if they do not ascend, or a key or a value is too long
   */
  public Edit edit(List<Change> changes) {
    Limits.requireAscending(changes);
    PageWriter writer = new PageWriter(pages, root.nextPageId());
    if (changes.isEmpty()) {
      return new Edit(this, writer.dropped(), 0);
    }
    return writer.attempt(() -> new Editor(writer, changes).edit(root));
  }

  /**
   * Reads every page, and checks that all is as it should be: checksums, order, bounds, heights and
   * counts.
   *
   * @param reached is told the number of every page of this tree
   * @return how many pages there are
   * @throws PageException of the first page that is not right
   */
  public long check(LongConsumer reached) {
    return new TreeCheck(pages, reached, true).check(root);
  }

  /**
   * The same of the inner pages; of leaves, only that they are there. What costs little enough to
   * be done at each open after a process was killed.
   */
  public long checkInner(LongConsumer reached) {
    return new TreeCheck(pages, reached, false).check(root);
  }
}
