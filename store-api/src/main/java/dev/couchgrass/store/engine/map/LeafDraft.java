package dev.couchgrass.store.engine.map;

import dev.couchgrass.store.engine.Batch.Change;
import dev.couchgrass.store.engine.tree.Growth;
import java.util.Arrays;

/** A leaf being merged with changes, before it is cut into new leaves. */
final class LeafDraft {
  private final Leaf old;
  private final SortedKeys oldKeys;
  private final byte[][] keys;
  private final byte[][] values;
  private final int[] heads;
  private final Growth growth = new Growth();
  private int size;
  private int copied;
  private int deleted;
  private int replaced;

  /** What the entries weigh. Kept as they change: to weigh all again would touch all values. */
  private long weight;

  LeafDraft(Leaf old, int changes) {
    this.old = old;
    oldKeys = old.keys();
    weight = old.weight();
    int capacity = oldKeys.size() + changes;
    keys = new byte[capacity][];
    values = new byte[capacity][];
    heads = new int[capacity];
  }

  /** Applies a change whose key is above that of the change before. */
  void apply(Change change) {
    byte[] key = change.key();
    int found = oldKeys.search(key, copied);
    copyTo(found >= 0 ? found : ~found);
    if (change.value().isPresent()) {
      put(key, change.value().get(), found >= 0);
    } else if (found >= 0) {
      weight -= old.scale().of(old.value(copied++));
      deleted++;
    }
  }

  private void put(byte[] key, byte[] value, boolean known) {
    weight += old.scale().of(value);
    if (known) {
      weight -= old.scale().of(old.value(copied));
      keys[size] = oldKeys.get(copied++);
      replaced++;
    } else {
      keys[size] = key;
      growth.add(size, size + 1);
    }
    heads[size] = SortedKeys.head(key, oldKeys.skip());
    values[size++] = value;
  }

  private void copyTo(int index) {
    oldKeys.copyTo(copied, index, keys, heads, size, oldKeys.skip());
    old.copyValues(copied, index, values, size);
    size += index - copied;
    copied = index;
  }

  /**
   * Hands over the leaves that take the place of the old one: itself, if nothing changed; none, if
   * nothing is left.
   */
  void finish(Siblings out) {
    copyTo(oldKeys.size());
    if (size == 0) {
      return;
    }
    if (growth.none() && deleted == 0) {
      out.add(
          replaced == 0
              ? old
              : new Leaf(oldKeys, Arrays.copyOf(values, size), old.scale(), weight));
    } else {
      int from = 0;
      for (int to : Cuts.ends(size, growth)) {
        long sliced = to == size ? weight : weigh(from, to);
        out.add(slice(from, to, sliced));
        weight -= sliced;
        from = to;
      }
    }
  }

  private long weigh(int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += old.scale().of(values[i]);
    }
    return sum;
  }

  private Leaf slice(int from, int to, long total) {
    return new Leaf(
        SortedKeys.slice(keys, heads, oldKeys.skip(), from, to),
        Arrays.copyOfRange(values, from, to),
        old.scale(),
        total);
  }

  /** Two neighbours as one. */
  static Leaf join(Leaf left, Leaf right) {
    int width = left.width() + right.width();
    int skip = left.keys().skip();
    byte[][] keys = new byte[width][];
    byte[][] values = new byte[width][];
    int[] heads = new int[width];
    left.keys().copyTo(0, left.width(), keys, heads, 0, skip);
    left.copyValues(0, left.width(), values, 0);
    right.keys().copyTo(0, right.width(), keys, heads, left.width(), skip);
    right.copyValues(0, right.width(), values, left.width());
    return new Leaf(
        SortedKeys.slice(keys, heads, skip, 0, width),
        values,
        left.scale(),
        left.weight() + right.weight());
  }
}
