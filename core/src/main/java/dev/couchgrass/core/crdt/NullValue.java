package dev.couchgrass.core.crdt;

/** JSON's null: a value like any other. What was removed is a {@link Tombstone}. */
public enum NullValue implements Scalar {
  NULL
}
