package dev.couchgrass.core.key;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keys that were made lately, so that whoever meets one again need find neither its point again nor
 * its order. So many and no more, about a megabyte; who makes up keys to push others out of it
 * costs them no more than there was to pay without it. For several threads, who wait for nobody.
 */
final class RecentKeys {
  /** A power of two. */
  private static final int SETS = 1 << 10;

  /** How many keys there are of a set: the one that came first makes room. */
  private static final int WAYS = 4;

  private final AtomicReferenceArray<Optional<PublicKey>> slots =
      new AtomicReferenceArray<>(SETS * WAYS);

  RecentKeys() {
    for (int i = 0; i < slots.length(); i++) {
      slots.setPlain(i, Optional.empty());
    }
  }

  Optional<PublicKey> find(byte[] bytes) {
    int first = firstSlot(bytes);
    for (int i = first; i < first + WAYS; i++) {
      Optional<PublicKey> there = slots.get(i);
      if (there.isPresent() && there.get().hasBytes(bytes)) {
        return there;
      }
    }
    return Optional.empty();
  }

  /** Two at once may push out one more than they must, and no key is any the worse for it. */
  void keep(byte[] bytes, PublicKey key) {
    int first = firstSlot(bytes);
    for (int i = first + WAYS - 1; i > first; i--) {
      slots.set(i, slots.get(i - 1));
    }
    slots.set(first, Optional.of(key));
  }

  private static int firstSlot(byte[] bytes) {
    int hash = Arrays.hashCode(bytes);
    return ((hash ^ (hash >>> 16)) & (SETS - 1)) * WAYS;
  }
}
