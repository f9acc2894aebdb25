package dev.couchgrass.store.memory;

/**
 * A node of nodes, all of one height. Beside each child it keeps the smallest key beneath it and
 * the number of entries before it, so that neither search nor counting touches the child.
 */
final class Inner implements Node {
  private final SortedKeys keys;
  private final Node[] children;

  /** How many entries lie beneath the children before each one; at the end, beneath all. */
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
  public long count() {
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
    long[] counted = new long[before.length];
    for (int i = 0; i < replaced.length; i++) {
      counted[i + 1] = counted[i] + (replaced[i] == children[i] ? countOf(i) : replaced[i].count());
    }
    return new Inner(keys, replaced, counted);
  }

  boolean has(int index) {
    return index >= 0 && index < children.length;
  }

  /** How many entries lie beneath the children before this one. */
  long before(int index) {
    return before[index];
  }

  long countOf(int index) {
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
