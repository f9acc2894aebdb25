package dev.couchgrass.store.chronicle.tree;

import dev.couchgrass.store.engine.Batch.Change;
import java.util.Arrays;
import java.util.List;

/** What a tree takes. */
final class Limits {
  private Limits() {}

  static void requireAscending(List<Change> changes) {
    byte[] before = {};
    for (Change change : changes) {
      requireAscending(before, change.key());
      requireFit(change.key(), change.value().isPresent() ? change.value().get().length : 0);
      before = change.key();
    }
  }

  /** As keys have at least one byte, nothing is below the first. */
  static void requireAscending(byte[] before, byte[] key) {
    if (Arrays.compareUnsigned(before, key) >= 0) {
      throw new IllegalArgumentException("The keys ascend, each once");
    }
  }

  static void requireFit(byte[] key, int valueLength) {
    if (key.length > Tree.MAX_KEY_BYTES) {
      throw new IllegalArgumentException("A key is longer than the tree takes");
    }
    if (valueLength > Tree.MAX_VALUE_BYTES) {
      throw new IllegalArgumentException("A value is longer than the tree takes");
    }
  }
}
