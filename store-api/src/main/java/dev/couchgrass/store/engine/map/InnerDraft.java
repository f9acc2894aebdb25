package dev.couchgrass.store.engine.map;

import org.jspecify.annotations.Nullable;

/**
 * An inner node being edited, child by child in ascending order.
 *
 * <p>A child that stays one node, no narrower than it was and with the same first key, takes the
 * old one's place: then the keys are shared with the old node, and nothing is cut or joined. The
 * first child that does not do so ends that, and all of them are lined up as {@link Siblings}.
 */
final class InnerDraft {
  private final Inner old;

  /** The children with those replaced; null until there is one, and once they are lined up. */
  private Node @Nullable [] inPlace;

  /** The children up to {@link #done}, once they are lined up. */
  private @Nullable Siblings lined;

  private int done;

  InnerDraft(Inner old) {
    this.old = old;
  }

  /** How many children are dealt with. */
  int done() {
    return done;
  }

  /** Puts what became of a child in its place. */
  void replace(int child, Siblings edited) {
    Siblings siblings = lined;
    if (siblings == null && keepsPlace(child, edited)) {
      Node[] children = inPlace == null ? old.children() : inPlace;
      children[child] = edited.get(0);
      inPlace = children;
    } else {
      siblings = siblings == null ? lineUp() : siblings;
      siblings.addAll(old, done, child);
      int before = siblings.size();
      siblings.addAll(edited);
      siblings.replaced(before);
    }
    done = child + 1;
  }

  private boolean keepsPlace(int child, Siblings edited) {
    if (edited.size() != 1) {
      return false;
    }
    Node before = old.child(child);
    Node after = edited.get(0);
    // Entries keep the very key that they came with, so a first key that stayed is the same one.
    return after.width() >= before.width() && after.keys().first() == before.keys().first();
  }

  private Siblings lineUp() {
    Siblings siblings = new Siblings(old.width() + 4, old.keys().skip());
    Node[] replaced = inPlace;
    int kept = 0;
    for (int child = 0; replaced != null && child < done; child++) {
      if (replaced[child] != old.child(child)) {
        siblings.addAll(old, kept, child);
        int before = siblings.size();
        siblings.add(replaced[child]);
        siblings.replaced(before);
        kept = child + 1;
      }
    }
    siblings.addAll(old, kept, done);
    inPlace = null;
    lined = siblings;
    return siblings;
  }

  /** Hands over the node, or the nodes, that take the place of the old one. */
  void finish(Siblings out) {
    if (lined != null) {
      lined.addAll(old, done, old.width());
      lined.finish(out);
    } else if (inPlace == null) {
      out.add(old);
    } else {
      out.add(old.with(inPlace));
    }
  }
}
