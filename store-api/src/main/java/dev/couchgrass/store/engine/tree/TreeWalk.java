package dev.couchgrass.store.engine.tree;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the leaves beneath a root that does not change, in one direction over the entries of a
 * range. The bounds of the range are searched once for each leaf, not for each entry, and a step
 * within a leaf allocates nothing. For one thread.
 *
 * @param <N> a node
 */
public final class TreeWalk<N> {
  private final Nodes<N> nodes;
  private final KeyRange range;
  private final int step;

  /** The way from the root down to the leaf, and the index of the child taken at each node. */
  private final List<N> path;

  private final int[] taken;

  private @Nullable N leaf;

  /** Where it stands in the leaf, and where the part of the leaf within the range is over. */
  private int index;

  private int stop;

  /** Whether the range is over with this leaf. */
  private boolean last;

  private boolean onEntry;

  /**
   * What nodes are, to a walk.
   *
   * @param <N> a node
   */
  public interface Nodes<N> {
    /** Whether a node has entries, and not children. */
    boolean isLeaf(N node);

    /** How many entries or children it has of its own. */
    int width(N node);

    /** One of its children. */
    N child(N node, int index);

    /** The index of the child beneath which a key is, if it is anywhere, or belongs. */
    int childFor(N node, byte[] key);

    /** How many entries of a leaf lie before a key. */
    int rank(N leaf, byte[] key);
  }

  private TreeWalk(Nodes<N> nodes, int height, KeyRange range, Direction direction) {
    this.nodes = nodes;
    this.range = range;
    step = direction == Direction.FORWARD ? 1 : -1;
    path = new ArrayList<>(height);
    taken = new int[height];
    finish();
  }

  /**
   * A walk that stands before the first entry of a range.
   *
   * @param height how many levels lie above the leaves
   */
  public static <N> TreeWalk<N> of(
      Nodes<N> nodes, N root, int height, KeyRange range, Direction direction) {
    TreeWalk<N> walk = new TreeWalk<>(nodes, height, range, direction);
    if (Arrays.compareUnsigned(range.from(), range.to()) < 0) {
      walk.descend(root);
    }
    return walk;
  }

  /** A walk over a tree without a node. */
  public static <N> TreeWalk<N> overNothing(Nodes<N> nodes, KeyRange range, Direction direction) {
    return new TreeWalk<>(nodes, 0, range, direction);
  }

  /** Goes to the next entry; false, from then on, if there is none. */
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

  /**
   * The leaf of the entry that it stands on.
   *
   * @throws IllegalStateException if it stands on none
   */
  public N leaf() {
    N entered = leaf;
    if (!onEntry || entered == null) {
      throw new IllegalStateException("The cursor stands on no entry");
    }
    return entered;
  }

  /** The entry's index in its leaf. */
  public int index() {
    return index;
  }

  /** Ends the walk, and lets go of all nodes. Idempotent. */
  public void finish() {
    path.clear();
    leaf = null;
    index = 0;
    stop = step;
    last = true;
    onEntry = false;
  }

  private void descend(N root) {
    byte[] key = step > 0 ? range.from() : range.to();
    N node = root;
    while (!nodes.isLeaf(node)) {
      node = goDown(node, nodes.childFor(node, key));
    }
    enter(node);
  }

  private N goDown(N node, int child) {
    taken[path.size()] = child;
    path.add(node);
    return nodes.child(node, child);
  }

  /** Stands before the first entry of the range in a leaf. */
  private void enter(N entered) {
    leaf = entered;
    int low = nodes.rank(entered, range.from());
    int high = nodes.rank(entered, range.to());
    index = step > 0 ? low - 1 : high;
    stop = step > 0 ? high : low - 1;
    last = step > 0 ? high < nodes.width(entered) : low > 0;
  }

  /** Stands on the first entry of the next leaf, if the range goes on there. */
  private boolean toNextLeaf() {
    while (!path.isEmpty()) {
      N node = path.remove(path.size() - 1);
      int child = taken[path.size()] + step;
      if (child >= 0 && child < nodes.width(node)) {
        enter(firstLeaf(goDown(node, child)));
        index += step;
        return index != stop;
      }
    }
    return false;
  }

  /** The first leaf beneath a node, in the walk's direction. */
  private N firstLeaf(N top) {
    N node = top;
    while (!nodes.isLeaf(node)) {
      node = goDown(node, step > 0 ? 0 : nodes.width(node) - 1);
    }
    return node;
  }
}
