package dev.couchgrass.store.engine.map;

/**
 * A node of nodes, all of one height. Beside each child it keeps the smallest key beneath it and
 * the weight of the entries before it, so that neither search nor ranking touches the child.
 */
final class Inner implements Node {
  private final SortedKeys keys;
  private final Node[] children;

  /** What the entries beneath the children before each one weigh; at the end, beneath all. */
  private final long[] before;

  /** Takes the arrays as its own. */
  Inner(SortedKeys keys, Node[] children, long[] before) {
    this.keys = keys;
    this.children = children;
    this.before = before;
  }

  @Override
  public SortedKeys keys() {
    return keys;
  }

  @Override
  public long weight() {
    return before[children.length];
  }

  Node child(int index) {
    return children[index];
  }

  /** A copy. */
  Node[] children() {
    return children.clone();
  }

  /** This node with other children, of the same first keys; takes the array as its own. */
  Inner with(Node[] replaced) {
    long[] weighed = new long[before.length];
    for (int i = 0; i < replaced.length; i++) {
      weighed[i + 1] =
          weighed[i] + (replaced[i] == children[i] ? weightOf(i) : replaced[i].weight());
    }
    return new Inner(keys, replaced, weighed);
  }

  /** What the entries beneath the children before this one weigh. */
  long before(int index) {
    return before[index];
  }

  long weightOf(int index) {
    return before[index + 1] - before[index];
  }

  void copyChildren(int from, int to, Node[] target, int at) {
    System.arraycopy(children, from, target, at, to - from);
  }

  /** The child beneath which a key is, if it is anywhere, or belongs. */
  int childFor(byte[] key) {
    return childFor(key, 0);
  }

  /** The same, where the key is known not to belong beneath a child before {@code from}. */
  int childFor(byte[] key, int from) {
    int index = keys.search(key, from);
    return index >= 0 ? index : Math.max(0, ~index - 1);
  }
}
