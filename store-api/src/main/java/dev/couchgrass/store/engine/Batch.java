package dev.couchgrass.store.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Changes that happen together or not at all: at most one for each key, in the order of the keys.
 * Whoever holds a batch may rely on that order. An empty batch is allowed and changes nothing.
 *
 * @param changes ascending by the unsigned bytes of their keys, each key once, none empty
 */
public record Batch(List<Change> changes) {
  public Batch {
    changes = List.copyOf(changes);
    for (int i = 1; i < changes.size(); i++) {
      if (Arrays.compareUnsigned(changes.get(i - 1).key(), changes.get(i).key()) >= 0) {
        throw new IllegalArgumentException("The keys of a batch ascend, each once");
      }
    }
  }

  /**
   * What happens to one key. Equal only to a change with the very same arrays.
   *
   * @param key at least one byte
   * @param value the new value, or empty to delete the key (which need not exist)
   */
  public record Change(byte[] key, Optional<byte[]> value) {
    public Change {
      Objects.requireNonNull(key);
      Objects.requireNonNull(value);
      if (key.length == 0) {
        throw new IllegalArgumentException("A key has at least one byte");
      }
    }
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects changes; the last one for a key wins. For one thread. */
  public static final class Builder {
    private final TreeMap<byte[], Optional<byte[]>> changes =
        new TreeMap<>(Arrays::compareUnsigned);

    private Builder() {}

    public Builder put(byte[] key, byte[] value) {
      changes.put(key, Optional.of(value));
      return this;
    }

    public Builder delete(byte[] key) {
      changes.put(key, Optional.empty());
      return this;
    }

    public Batch build() {
      return new Batch(
          changes.entrySet().stream().map(e -> new Change(e.getKey(), e.getValue())).toList());
    }
  }
}
