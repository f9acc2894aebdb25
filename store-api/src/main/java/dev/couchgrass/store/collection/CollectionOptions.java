package dev.couchgrass.store.collection;

/**
 * The limits of a collection.
 *
 * @param attempts how often a write is tried that others overtake, at least 1; of several writers
 *     of one item, one gets through in each round
 * @param maxBytes the longest item accepted, in bytes
 */
public record CollectionOptions(int attempts, int maxBytes) {
  /** 100 attempts, 4 MiB. */
  public static final CollectionOptions DEFAULTS = new CollectionOptions(100, 4 << 20);

  public CollectionOptions {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1");
    }
    if (maxBytes < 0) {
      throw new IllegalArgumentException("maxBytes must not be negative");
    }
  }

  public CollectionOptions withAttempts(int count) {
    return new CollectionOptions(count, maxBytes);
  }

  public CollectionOptions withMaxBytes(int bytes) {
    return new CollectionOptions(attempts, bytes);
  }
}
