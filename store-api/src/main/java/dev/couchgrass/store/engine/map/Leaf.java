package dev.couchgrass.store.engine.map;

/** A node of entries. Only the root of an empty map has none. */
final class Leaf implements Node {
  static final Leaf EMPTY = new Leaf(SortedKeys.NONE, new byte[0][], Weight.ONE, 0);

  private final SortedKeys keys;
  private final byte[][] values;
  private final Weight weight;
  private final long total;

  /**
   * Takes the array as its own.
   *
   * @param total what the entries weigh
   */
  Leaf(SortedKeys keys, byte[][] values, Weight weight, long total) {
    this.keys = keys;
    this.values = values;
    this.weight = weight;
    this.total = total;
  }

  /** A leaf without entries, to begin a map with. */
  static Leaf empty(Weight weight) {
    return weight == Weight.ONE ? EMPTY : new Leaf(SortedKeys.NONE, new byte[0][], weight, 0);
  }

  @Override
  public SortedKeys keys() {
    return keys;
  }

  @Override
  public long weight() {
    return total;
  }

  /** How entries are weighed. */
  Weight scale() {
    return weight;
  }

  /** What the entries before this one weigh. */
  long before(int index) {
    if (weight == Weight.ONE) {
      return index;
    }
    long sum = 0;
    for (int i = 0; i < index; i++) {
      sum += weight.of(values[i]);
    }
    return sum;
  }

  byte[] value(int index) {
    return values[index];
  }

  void copyValues(int from, int to, byte[][] target, int at) {
    System.arraycopy(values, from, target, at, to - from);
  }
}
