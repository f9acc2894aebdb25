package dev.couchgrass.store.kv.check;

import java.util.Random;

/**
 * Tells whether two multisets are equal, however large they are, in a few bytes: by the sum of what
 * their members hash to, under a random key. Two that differ have equal sums once in 2^64.
 */
final class Multiset {
  /** For all sums that are to be compared. */
  record Key(long secret) {
    static Key of(Random random) {
      return new Key(random.nextLong());
    }
  }

  private final Key key;
  private long count;
  private long sum;

  Multiset(Key key) {
    this.key = key;
  }

  /** An empty one that can be compared with this one. */
  Multiset another() {
    return new Multiset(key);
  }

  void add(long member) {
    add(mixed(member), 1);
  }

  void add(byte[] member, byte[] more, long times) {
    long hash = key.secret();
    for (byte[] part : new byte[][] {member, more}) {
      hash = mixed(hash ^ part.length);
      for (byte octet : part) {
        hash = mixed(hash ^ octet);
      }
    }
    add(hash, times);
  }

  private void add(long hash, long times) {
    count += times;
    sum += hash * times;
  }

  /** SplitMix64's finalizer. */
  private long mixed(long value) {
    long z = value + key.secret() + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  boolean sameAs(Multiset other) {
    return count == other.count && sum == other.sum;
  }
}
