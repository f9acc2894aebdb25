package dev.couchgrass.store.engine.map;

import dev.couchgrass.store.engine.tree.Growth;
import java.util.Arrays;

/**
 * Nodes of one height, ascending, on the way to become the children of one or more inner nodes.
 *
 * <p>Neighbours that fit into one node are joined as they arrive, unless both come untouched from
 * the same parent: those were looked at when they were built. So no two neighbours beneath one
 * parent ever fit into one node, and what deletions empty is released.
 */
final class Siblings {
  private Node[] nodes;
  private byte[][] firstKeys;
  private int[] heads;
  private long[] weights;
  private int size;

  /** After how many bytes the heads of the keys are taken. */
  private final int skip;

  private final Growth growth = new Growth();

  Siblings(int capacity, int skip) {
    this.skip = skip;
    nodes = new Node[capacity];
    firstKeys = new byte[capacity][];
    heads = new int[capacity];
    weights = new long[capacity];
  }

  int size() {
    return size;
  }

  Node get(int index) {
    return nodes[index];
  }

  /** Notes that what came after the first {@code before} nodes took the place of one. */
  void replaced(int before) {
    if (size - before > 1) {
      growth.add(before, size);
    }
  }

  /** Adds a node behind all others, joined with its neighbour if they fit. */
  void add(Node node) {
    add(node, node.keys().first(), node.weight());
  }

  private void add(Node node, byte[] firstKey, long weight) {
    reserve(1);
    nodes[size] = node;
    firstKeys[size] = firstKey;
    heads[size] = SortedKeys.head(firstKey, skip);
    weights[size] = weight;
    size++;
    while (size > 1 && Cuts.fit(nodes[size - 2].width(), nodes[size - 1].width())) {
      joinLastTwo();
    }
  }

  /** Adds all of these behind all others. */
  void addAll(Siblings more) {
    for (int i = 0; i < more.size; i++) {
      add(more.nodes[i], more.firstKeys[i], more.weights[i]);
    }
  }

  /** Adds untouched children of a node behind all others. */
  void addAll(Inner parent, int from, int to) {
    if (from == to) {
      return;
    }
    add(parent.child(from), parent.keys().get(from), parent.weightOf(from));
    // Joined with what stood before, it is a new neighbour to the one that follows.
    int next = from + 1;
    while (next < to && nodes[size - 1] != parent.child(next - 1)) {
      add(parent.child(next), parent.keys().get(next), parent.weightOf(next));
      next++;
    }
    reserve(to - next);
    parent.copyChildren(next, to, nodes, size);
    parent.keys().copyTo(next, to, firstKeys, heads, size, skip);
    for (; next < to; next++) {
      weights[size++] = parent.weightOf(next);
    }
  }

  /** Builds the parents of these nodes and hands them over. */
  void finish(Siblings out) {
    int from = 0;
    for (int to : size == 0 ? new int[0] : Cuts.ends(size, growth)) {
      out.add(parent(from, to));
      from = to;
    }
  }

  private Inner parent(int from, int to) {
    long[] before = new long[to - from + 1];
    for (int i = from; i < to; i++) {
      before[i - from + 1] = before[i - from] + weights[i];
    }
    return new Inner(
        SortedKeys.slice(firstKeys, heads, skip, from, to),
        Arrays.copyOfRange(nodes, from, to),
        before);
  }

  private void joinLastTwo() {
    size--;
    Node joined = join(nodes[size - 1], nodes[size]);
    nodes[size - 1] = joined;
    weights[size - 1] += weights[size];
  }

  private static Node join(Node left, Node right) {
    if (left instanceof Leaf leaf) {
      return LeafDraft.join(leaf, (Leaf) right);
    }
    Siblings children = new Siblings(left.width() + right.width(), left.keys().skip());
    children.addAll((Inner) left, 0, left.width());
    children.addAll((Inner) right, 0, right.width());
    return children.parent(0, children.size);
  }

  private void reserve(int more) {
    if (size + more > nodes.length) {
      int capacity = Math.max(size + more, nodes.length * 2);
      nodes = Arrays.copyOf(nodes, capacity);
      firstKeys = Arrays.copyOf(firstKeys, capacity);
      heads = Arrays.copyOf(heads, capacity);
      weights = Arrays.copyOf(weights, capacity);
    }
  }
}
