package dev.couchgrass.store.engine.map;

/**
 * How much an entry counts for in a {@link PersistentByteMap#rank}. An engine that lays one map
 * over another uses it to rank both as one: an entry that hides another counts nothing, and one
 * that stands for a deletion counts less than nothing.
 */
@FunctionalInterface
public interface Weight {
  /** Every entry counts for one. */
  Weight ONE = value -> 1;

  /** The weight of the entry with this value; the same for each time it is asked. */
  int of(byte[] value);
}
