package dev.couchgrass.store.engine.map;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.Arrays;

/**
 * Walks the leaves beneath a root. The bounds of the range are compared once for each leaf, not for
 * each entry, and a step allocates nothing.
 */
final class MapCursor implements Cursor {
  private final KeyRange range;
  private final int step;

  /** The way from the root down to the leaf, and the index of the child taken at each node. */
  private final Inner[] path;

  private final int[] taken;

  private Leaf leaf = Leaf.EMPTY;

  /** Where it stands in the leaf, and where the part of the leaf within the range is over. */
  private int index;

  private int stop;

  /** Whether the range is over with this leaf. */
  private boolean last;

  private boolean onEntry;

  MapCursor(Node root, KeyRange range, Direction direction) {
    this.range = range;
    step = direction == Direction.FORWARD ? 1 : -1;
    int height = height(root);
    path = new Inner[height];
    taken = new int[height];
    if (Arrays.compareUnsigned(range.from(), range.to()) < 0) {
      descend(root, step > 0 ? range.from() : range.to());
    } else {
      finish();
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
    requireEntry();
    return leaf.keys().get(index);
  }

  @Override
  public byte[] value() {
    requireEntry();
    return leaf.value(index);
  }

  @Override
  public void close() {
    finish();
  }

  private void requireEntry() {
    if (!onEntry) {
      throw new IllegalStateException("The cursor stands on no entry");
    }
  }

  private void finish() {
    Arrays.fill(path, null);
    leaf = Leaf.EMPTY;
    index = 0;
    stop = step;
    last = true;
    onEntry = false;
  }

  private void descend(Node root, byte[] key) {
    Node node = root;
    for (int depth = 0; node instanceof Inner inner; depth++) {
      path[depth] = inner;
      taken[depth] = inner.childFor(key);
      node = inner.child(taken[depth]);
    }
    enter((Leaf) node);
  }

  /** Stands before the first entry of the range in a leaf. */
  private void enter(Leaf entered) {
    leaf = entered;
    int low = leaf.keys().rank(range.from());
    int high = leaf.keys().rank(range.to());
    index = step > 0 ? low - 1 : high;
    stop = step > 0 ? high : low - 1;
    last = step > 0 ? high < leaf.width() : low > 0;
  }

  /** Stands on the first entry of the next leaf, if the range goes on there. */
  private boolean toNextLeaf() {
    int depth = path.length - 1;
    while (depth >= 0 && !path[depth].has(taken[depth] + step)) {
      depth--;
    }
    if (depth < 0) {
      return false;
    }
    taken[depth] += step;
    Node node = path[depth].child(taken[depth]);
    while (node instanceof Inner inner) {
      path[++depth] = inner;
      taken[depth] = step > 0 ? 0 : inner.width() - 1;
      node = inner.child(taken[depth]);
    }
    enter((Leaf) node);
    index += step;
    return index != stop;
  }

  private static int height(Node root) {
    int height = 0;
    for (Node node = root; node instanceof Inner inner; node = inner.child(0)) {
      height++;
    }
    return height;
  }
}
