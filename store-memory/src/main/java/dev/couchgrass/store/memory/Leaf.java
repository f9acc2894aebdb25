package dev.couchgrass.store.memory;

/** A node of entries. Only the root of an empty map has none. */
final class Leaf implements Node {
  static final Leaf EMPTY = new Leaf(SortedKeys.NONE, new byte[0][]);

  private final SortedKeys keys;
  private final byte[][] values;

  /** Takes the array as its own. */
  Leaf(SortedKeys keys, byte[][] values) {
    this.keys = keys;
    this.values = values;
  }

  @Override
  public SortedKeys keys() {
    return keys;
  }

  @Override
  public long count() {
    return keys.size();
  }

  byte[] value(int index) {
    return values[index];
  }

  void copyValues(int from, int to, byte[][] target, int at) {
    System.arraycopy(values, from, target, at, to - from);
  }
}
