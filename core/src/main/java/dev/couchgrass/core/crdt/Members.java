package dev.couchgrass.core.crdt;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * Values by their keys, in the keys' order, tombstones among them. Immutable.
 *
 * <p>Flat: merging copies the references of both, and compares only the later one's keys.
 */
final class Members<K extends Comparable<? super K>> {
  private final List<K> keys;
  private final List<Value> values;
  private final int depth;
  private final int living;

  /** Takes over the lists, which are of one length; the keys ascend. */
  private Members(List<K> keys, List<Value> values) {
    int deepest = 0;
    int count = 0;
    for (Value value : values) {
      deepest = Math.max(deepest, value.depth());
      count += value == Tombstone.TOMBSTONE ? 0 : 1;
    }
    if (deepest >= Value.MAX_DEPTH) {
      throw new InvalidInputException(Problem.TOO_LARGE, "A document is nested too deeply");
    }
    this.keys = keys;
    this.values = values;
    this.depth = deepest + 1;
    this.living = count;
  }

  static <K extends Comparable<? super K>> Members<K> none() {
    return new Builder<K>().build();
  }

  static <K extends Comparable<? super K>> Members<K> of(K key, Value value) {
    Builder<K> builder = new Builder<>();
    builder.add(key, value);
    return builder.build();
  }

  int size() {
    return keys.size();
  }

  K key(int index) {
    return keys.get(index);
  }

  Value value(int index) {
    return values.get(index);
  }

  List<K> keys() {
    return Collections.unmodifiableList(keys);
  }

  /** How many are no tombstones. */
  int living() {
    return living;
  }

  /** 1 more than that of the deepest value. */
  int depth() {
    return depth;
  }

  /** The value of a key, which may be a tombstone. */
  Optional<Value> find(K key) {
    int place = Collections.binarySearch(keys, key);
    return place < 0 ? Optional.empty() : Optional.of(values.get(place));
  }

  /** How many keys are lower than {@code key}. */
  int ceiling(K key) {
    int place = Collections.binarySearch(keys, key);
    return place < 0 ? -place - 1 : place;
  }

  /**
   * All of both.
   *
   * @param join makes one of an earlier and a later value of the same key
   */
  Members<K> merge(Members<K> later, BinaryOperator<Value> join) {
    if (size() == 0 || later.size() == 0) {
      return size() == 0 ? later : this;
    }
    Builder<K> merged = new Builder<>(size() + later.size());
    int from = 0;
    for (int i = 0; i < later.size(); i++) {
      K key = later.key(i);
      int found = Collections.binarySearch(keys.subList(from, size()), key);
      int to = from + (found < 0 ? -found - 1 : found);
      merged.addAll(this, from, to);
      merged.add(key, found < 0 ? later.value(i) : join.apply(value(to), later.value(i)));
      from = found < 0 ? to : to + 1;
    }
    merged.addAll(this, from, size());
    return merged.build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Members<?> that && keys.equals(that.keys) && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return 31 * keys.hashCode() + values.hashCode();
  }

  /** Takes keys that ascend. */
  static final class Builder<K extends Comparable<? super K>> {
    private final List<K> keys;
    private final List<Value> values;

    Builder() {
      this(0);
    }

    Builder(int capacity) {
      keys = new ArrayList<>(capacity);
      values = new ArrayList<>(capacity);
    }

    /** Whether a key comes after all that were added. */
    boolean ascendsTo(K key) {
      return keys.isEmpty() || keys.get(keys.size() - 1).compareTo(key) < 0;
    }

    void add(K key, Value value) {
      keys.add(key);
      values.add(value);
    }

    private void addAll(Members<K> source, int from, int to) {
      keys.addAll(source.keys.subList(from, to));
      values.addAll(source.values.subList(from, to));
    }

    /** Ends this: it must not be used again. */
    Members<K> build() {
      return new Members<>(keys, values);
    }
  }
}
