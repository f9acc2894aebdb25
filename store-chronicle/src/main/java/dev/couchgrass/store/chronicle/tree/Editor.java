package dev.couchgrass.store.chronicle.tree;

import dev.couchgrass.store.engine.Batch.Change;
import dev.couchgrass.store.engine.tree.GallopingSearch;
import java.util.List;

/**
 * Derives the next tree from a tree and changes in ascending order, in one walk: each page that a
 * change falls into is written anew once, however many changes it takes; all others are shared.
 */
final class Editor {
  private final PageWriter writer;
  private final List<Change> changes;

  Editor(PageWriter writer, List<Change> changes) {
    this.writer = writer;
    this.changes = changes;
  }

  Root edit(Root root) {
    Siblings level = new Siblings(writer, root.height(), 4);
    if (root.isEmpty()) {
      LeafEditor leaf = new LeafEditor(null, changes.size());
      leaf.apply(changes, 0, changes.size());
      leaf.finish(Separators.LOWEST, level);
      level.replaced(0);
    } else {
      edit(new Place(Separators.LOWEST, root.pageId(), root.entries()), 0, changes.size(), level);
    }
    while (level.size() > 1) {
      Siblings above = new Siblings(writer, level.height() + 1, 4);
      level.finish(above);
      above.replaced(0);
      level = above;
    }
    return lower(level.root());
  }

  /** Does without pages at the top that have a single child. */
  private Root lower(Root root) {
    Root top = root;
    while (top.height() > 0) {
      Page page = writer.pages().page(top.pageId(), top.height());
      if (page.count() > 1) {
        break;
      }
      writer.drop(top.pageId());
      top = new Root(page.child(0), top.height() - 1, top.entries(), top.nextPageId());
    }
    return top;
  }

  /** What a parent, or the root, says of a page. */
  private record Place(byte[] lowest, long id, long entries) {}

  private void edit(Place place, int from, int to, Siblings out) {
    Page page = writer.pages().page(place.id, out.height());
    int before = out.size();
    if (page.isLeaf() ? editLeaf(page, place, from, to, out) : editInner(page, from, to, out)) {
      writer.drop(place.id);
      out.replaced(before);
    } else {
      out.addUntouched(place.lowest, place.id, place.entries);
    }
  }

  private boolean editLeaf(Page page, Place place, int from, int to, Siblings out) {
    LeafEditor leaf = new LeafEditor(page, to - from);
    if (!leaf.apply(changes, from, to)) {
      return false;
    }
    leaf.finish(place.lowest, out);
    return true;
  }

  private boolean editInner(Page inner, int from, int to, Siblings out) {
    Siblings children = new Siblings(writer, inner.height() - 1, inner.count() + 4);
    int done = 0;
    for (int next = from; next < to; ) {
      int child = inner.childFor(changes.get(next).key(), done);
      int end = endFor(inner, child, next, to);
      children.addUntouched(inner, done, child);
      Place place = new Place(inner.key(child), inner.child(child), inner.entries(child));
      edit(place, next, end, children);
      done = child + 1;
      next = end;
    }
    children.addUntouched(inner, done, inner.count());
    if (children.isUntouched()) {
      return false;
    }
    children.finish(out);
    return true;
  }

  /** The first change that falls behind a child. */
  private int endFor(Page inner, int child, int from, int to) {
    return child + 1 == inner.count()
        ? to
        : GallopingSearch.endOfRun(
            from, to, change -> inner.isBefore(changes.get(change).key(), child + 1));
  }
}
