package dev.couchgrass.store.engine.map;

import dev.couchgrass.store.engine.Batch.Change;
import dev.couchgrass.store.engine.tree.GallopingSearch;
import java.util.List;

/**
 * Derives the next tree from a tree and changes in ascending order, in one walk: each node that a
 * change falls into is rebuilt once, however many changes it takes; all others are shared.
 */
final class Editor {
  private final List<Change> changes;

  private Editor(List<Change> changes) {
    this.changes = changes;
  }

  /** The next tree; {@code empty} if it has no entries. */
  static Node edit(Node root, List<Change> changes, Leaf empty) {
    Siblings level = new Siblings(4, 0);
    new Editor(changes).edit(root, 0, changes.size(), level);
    while (level.size() > 1) {
      Siblings above = new Siblings(4, 0);
      level.finish(above);
      level = above;
    }
    Node top = level.size() == 0 ? empty : level.get(0);
    while (top instanceof Inner inner && inner.width() == 1) {
      top = inner.child(0);
    }
    return top;
  }

  private void edit(Node node, int from, int to, Siblings out) {
    if (node instanceof Inner inner) {
      editInner(inner, from, to, out);
    } else {
      LeafDraft draft = new LeafDraft((Leaf) node, to - from);
      for (int i = from; i < to; i++) {
        draft.apply(changes.get(i));
      }
      draft.finish(out);
    }
  }

  /** Edits child after child: in place as long as each stays one node, as nearly always. */
  private void editInner(Inner inner, int from, int to, Siblings out) {
    InnerDraft draft = new InnerDraft(inner);
    for (int next = from; next < to; ) {
      int child = inner.childFor(changes.get(next).key(), draft.done());
      int end = endFor(inner, child, next, to);
      Siblings edited = new Siblings(2, inner.keys().skip());
      edit(inner.child(child), next, end, edited);
      draft.replace(child, edited);
      next = end;
    }
    draft.finish(out);
  }

  /** The first change that falls behind a child. */
  private int endFor(Inner inner, int child, int from, int to) {
    return child + 1 == inner.width()
        ? to
        : GallopingSearch.endOfRun(
            from, to, change -> inner.keys().isBefore(changes.get(change).key(), child + 1));
  }
}
