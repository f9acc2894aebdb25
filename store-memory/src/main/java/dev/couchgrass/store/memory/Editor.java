package dev.couchgrass.store.memory;

import dev.couchgrass.store.engine.Batch.Change;
import java.util.Arrays;
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

  static Node edit(Node root, List<Change> changes) {
    Siblings level = new Siblings(4, 0);
    new Editor(changes).edit(root, 0, changes.size(), level);
    while (level.size() > 1) {
      Siblings above = new Siblings(4, 0);
      level.finish(above);
      level = above;
    }
    Node top = level.size() == 0 ? Leaf.EMPTY : level.get(0);
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

  private void editInner(Inner inner, int from, int to, Siblings out) {
    Siblings children = new Siblings(inner.width() + 4, inner.keys().skip());
    int kept = 0;
    for (int next = from; next < to; ) {
      int child = inner.childFor(changes.get(next).key(), kept);
      children.addAll(inner, kept, child);
      int end = endFor(inner, child, next, to);
      int before = children.size();
      edit(inner.child(child), next, end, children);
      children.replaced(before);
      next = end;
      kept = child + 1;
    }
    children.addAll(inner, kept, inner.width());
    children.finish(out);
  }

  /** The first change that falls behind a child. */
  private int endFor(Inner inner, int child, int from, int to) {
    if (child + 1 == inner.width()) {
      return to;
    }
    byte[] bound = inner.keys().get(child + 1);
    int end = from + 1;
    while (end < to && Arrays.compareUnsigned(changes.get(end).key(), bound) < 0) {
      end++;
    }
    return end;
  }
}
