package dev.couchgrass.instance.database;

/** Where entries came from. */
public enum WriteSource {
  /** A transaction here. */
  LOCAL,
  /** Another replica. */
  REMOTE,
  /** Both, since what is told was told late. */
  BOTH;

  WriteSource and(WriteSource other) {
    return this == other ? this : BOTH;
  }
}
