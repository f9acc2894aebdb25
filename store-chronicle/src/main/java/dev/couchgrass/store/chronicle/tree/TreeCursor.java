package dev.couchgrass.store.chronicle.tree;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks the leaves beneath a root. The bounds of the range are searched once for each leaf, not for
 * each entry.
 */
final class TreeCursor implements Cursor {
  private final Pages pages;
  private final KeyRange range;
  private final int step;

  /** The way from the root down to the leaf, and the index of the child taken at each page. */
  private final @Nullable Page[] path;

  private final int[] taken;

  private @Nullable Page leaf;

  /** Where it stands in the leaf, and where the part of the leaf within the range is over. */
  private int index;

  private int stop;

  /** Whether the range is over with this leaf. */
  private boolean last;

  private boolean onEntry;

  TreeCursor(Pages pages, Root root, KeyRange range, Direction direction) {
    this.pages = pages;
    this.range = range;
    step = direction == Direction.FORWARD ? 1 : -1;
    path = new Page[root.height()];
    taken = new int[root.height()];
    if (root.isEmpty() || Arrays.compareUnsigned(range.from(), range.to()) >= 0) {
      finish();
    } else {
      descend(pages.page(root.pageId(), root.height()), step > 0 ? range.from() : range.to());
    }
  }

  @Override
  public boolean next() {
    if (index + step != stop) {
      index += step;
      onEntry = true;
      return true;
    }
    onEntry = !last && toNextLeaf();
    if (!onEntry) {
      finish();
    }
    return onEntry;
  }

  @Override
  public byte[] key() {
    return entered().key(index);
  }

  @Override
  public byte[] value() {
    return entered().value(index);
  }

  @Override
  public void close() {
    finish();
  }

  private Page entered() {
    Page page = leaf;
    if (!onEntry || page == null) {
      throw new IllegalStateException("The cursor stands on no entry");
    }
    return page;
  }

  private void finish() {
    Arrays.fill(path, null);
    leaf = null;
    index = 0;
    stop = step;
    last = true;
    onEntry = false;
  }

  private void descend(Page root, byte[] key) {
    Page page = root;
    for (int depth = 0; !page.isLeaf(); depth++) {
      path[depth] = page;
      taken[depth] = page.childFor(key, 0);
      page = pages.page(page.child(taken[depth]), page.height() - 1);
    }
    enter(page);
  }

  /** Stands before the first entry of the range in a leaf. */
  private void enter(Page entered) {
    leaf = entered;
    int low = entered.rank(range.from());
    int high = entered.rank(range.to());
    index = step > 0 ? low - 1 : high;
    stop = step > 0 ? high : low - 1;
    last = step > 0 ? high < entered.count() : low > 0;
  }

  /** Stands on the first entry of the next leaf, if the range goes on there. */
  private boolean toNextLeaf() {
    int depth = path.length - 1;
    while (depth >= 0 && !hasNext(path[depth], taken[depth] + step)) {
      depth--;
    }
    Page page = depth < 0 ? null : path[depth];
    if (page == null) {
      return false;
    }
    taken[depth] += step;
    page = pages.page(page.child(taken[depth]), page.height() - 1);
    while (!page.isLeaf()) {
      path[++depth] = page;
      taken[depth] = step > 0 ? 0 : page.count() - 1;
      page = pages.page(page.child(taken[depth]), page.height() - 1);
    }
    enter(page);
    index += step;
    return index != stop;
  }

  private static boolean hasNext(@Nullable Page page, int child) {
    return page != null && child >= 0 && child < page.count();
  }
}
