package dev.couchgrass.store.chronicle.tree;

import dev.couchgrass.store.engine.tree.Growth;
import org.jspecify.annotations.Nullable;

/**
 * Pages of one height, ascending, on the way to become the children of one or more inner pages.
 *
 * <p>A new page is written once its neighbour behind it is known: until then the two may be joined.
 * Neighbours that fit into one page are joined if one of them is new and short; of two that come
 * untouched from the same parent, that was looked at when they were written.
 */
final class Siblings {
  private final PageWriter writer;
  private final int height;

  /** The pages that are written, as the entries of their parents to be. */
  private final Draft settled;

  private final Growth growth = new Growth();

  /** The last page of all, if it is new and not written yet. */
  private @Nullable Page pending;

  private byte[] pendingFrom = new byte[0];
  private long pendingEntries;

  /** Whether a page stands here that was not there before. */
  private boolean changed;

  Siblings(PageWriter writer, int height, int capacity) {
    this.writer = writer;
    this.height = height;
    settled = new Draft(height + 1, capacity);
  }

  int height() {
    return height;
  }

  int size() {
    return settled.size() + (pending == null ? 0 : 1);
  }

  /** Whether all pages are those that were there before. */
  boolean isUntouched() {
    return !changed;
  }

  /** Notes that what came after the first {@code before} pages took the place of one. */
  void replaced(int before) {
    changed = true;
    if (size() - before > 1) {
      growth.add(before, size());
    }
  }

  /**
   * Adds a new page behind all others.
   *
   * @param from no key in or beneath it is lower, and all before it are
   */
  void add(byte[] from, Page page, long entries) {
    changed = true;
    int last = settled.size() - 1;
    if (pending == null && last >= 0 && Cuts.isSmall(page)) {
      Page left = read(settled.child(last));
      if (Cuts.fit(left, page)) {
        writer.drop(left.id());
        pendingFrom = settled.key(last);
        pendingEntries = settled.entries(last);
        settled.removeLast();
        join(left, page, entries);
        return;
      }
    }
    if (pending != null && Cuts.fit(pending, page)) {
      join(pending, page, entries);
    } else {
      settle();
      pending = page;
      pendingFrom = from;
      pendingEntries = entries;
    }
  }

  /** Adds a page that is written behind all others. */
  void addUntouched(byte[] from, long id, long entries) {
    if (pending != null && Cuts.isSmall(pending)) {
      Page right = read(id);
      if (Cuts.fit(pending, right)) {
        writer.drop(id);
        join(pending, right, entries);
        return;
      }
    }
    settle();
    settled.add(from, Page.childValue(id, entries));
  }

  /** Adds children of a page as it was. */
  void addUntouched(Page parent, int from, int to) {
    int next = from;
    while (next < to && pending != null) {
      addUntouched(parent.key(next), parent.child(next), parent.entries(next));
      next++;
    }
    settled.add(parent, next, to);
  }

  /** Makes one page of two; the left one is the pending one, or was taken back. */
  private void join(Page left, Page right, long entries) {
    Draft both = new Draft(height, left.count() + right.count());
    both.add(left, 0, left.count());
    both.add(right, 0, right.count());
    pending = both.page(0, both.size());
    pendingEntries += entries;
    changed = true;
  }

  /** Writes the pending page: nothing joins it any more. */
  private void settle() {
    Page page = pending;
    if (page != null) {
      settled.add(pendingFrom, Page.childValue(writer.write(page), pendingEntries));
      pending = null;
    }
  }

  private Page read(long id) {
    return writer.pages().page(id, height);
  }

  /** Builds the parents of these pages and hands them over. */
  void finish(Siblings parents) {
    settle();
    int from = 0;
    for (int to : settled.size() == 0 ? new int[0] : Cuts.ends(settled, growth)) {
      parents.add(settled.key(from), settled.page(from, to), settled.entries(from, to));
      from = to;
    }
  }

  /** The tree beneath the only page, or the empty one. */
  Root root() {
    settle();
    return settled.size() == 0
        ? new Root(0, 0, 0, writer.nextPageId())
        : new Root(settled.child(0), height, settled.entries(0), writer.nextPageId());
  }
}
