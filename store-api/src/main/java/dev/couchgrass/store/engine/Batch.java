package dev.couchgrass.store.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Changes that happen together or not at all: at most one for each key, in the order of the keys.
 *
 * @param changes sorted by key, each key once
 */
public record Batch(List<Change> changes) {
  public Batch {
    changes = List.copyOf(changes);
  }

  /**
   * What happens to one key.
   *
   * @param value the new value, or empty to delete the key (which need not exist)
   */
  public record Change(byte[] key, Optional<byte[]> value) {
    public Change {
      Objects.requireNonNull(key);
      Objects.requireNonNull(value);
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
