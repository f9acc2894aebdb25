package dev.couchgrass.store.chronicle.tree;

import java.util.Arrays;

/** The keys of inner pages: they need not be keys of entries, and are as short as can be. */
final class Separators {
  /** Below every key. */
  static final byte[] LOWEST = {};

  private Separators() {}

  /** As much of a key as tells it from the one before. */
  static byte[] between(byte[] before, byte[] key) {
    return Arrays.copyOf(key, Draft.commonPrefix(before, key) + 1);
  }

  static byte[] lower(byte[] one, byte[] other) {
    return Arrays.compareUnsigned(one, other) <= 0 ? one : other;
  }
}
