package dev.couchgrass.store.engine.map;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The keys of one node, ascending, arranged for search.
 *
 * <p>The keys of a node mostly begin alike, and each is an object of its own somewhere on the heap.
 * So the length of their common beginning is kept once ({@link #skip}), and the four bytes that
 * follow it for every key ({@link #heads}): a search runs over one small array of ints and touches
 * the keys themselves only to confirm or where heads are equal.
 */
final class SortedKeys {
  static final SortedKeys NONE = new SortedKeys(new byte[0][], 0, new int[0]);

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[][] keys;
  private final int skip;
  private final int[] heads;

  private SortedKeys(byte[][] keys, int skip, int[] heads) {
    this.keys = keys;
    this.skip = skip;
    this.heads = heads;
  }

  /** Takes the array as its own. */
  static SortedKeys of(byte[][] keys) {
    if (keys.length == 0) {
      return NONE;
    }
    int skip = commonPrefix(keys, 0, keys.length);
    int[] heads = new int[keys.length];
    for (int i = 0; i < heads.length; i++) {
      heads[i] = head(keys[i], skip);
    }
    return new SortedKeys(keys, skip, heads);
  }

  /**
   * The keys between two positions of a draft, whose heads were taken after {@code skip} bytes. If
   * these keys have just that many bytes in common, the heads are copied and no key is read.
   */
  static SortedKeys slice(byte[][] keys, int[] heads, int skip, int from, int to) {
    byte[][] own = Arrays.copyOfRange(keys, from, to);
    return skip == commonPrefix(keys, from, to)
        ? new SortedKeys(own, skip, Arrays.copyOfRange(heads, from, to))
        : of(own);
  }

  int size() {
    return keys.length;
  }

  byte[] get(int index) {
    return keys[index];
  }

  byte[] first() {
    return keys[0];
  }

  int skip() {
    return skip;
  }

  /** Copies keys into a draft, and their heads, taken after so many bytes. */
  void copyTo(int from, int to, byte[][] toKeys, int[] toHeads, int at, int headsAfter) {
    System.arraycopy(keys, from, toKeys, at, to - from);
    if (headsAfter == skip) {
      System.arraycopy(heads, from, toHeads, at, to - from);
    } else {
      for (int i = from; i < to; i++) {
        toHeads[at + i - from] = head(keys[i], headsAfter);
      }
    }
  }

  /**
   * Finds a key among those from a position on: its index, or {@code ~index} of the first key above
   * it.
   */
  int search(byte[] key, int from) {
    if (skip > 0) {
      int order = Arrays.compareUnsigned(key, 0, Math.min(skip, key.length), keys[0], 0, skip);
      if (order != 0) {
        return order < 0 ? ~from : ~keys.length;
      }
    }
    return searchAlike(key, from);
  }

  /**
   * Finds a key, where only equality counts: its index, or less than 0 if it is not there.
   *
   * <p>The beginning that these keys have in common is not compared: a key with another one is led
   * astray, but never to its equal. That spares a look at one more key.
   */
  int find(byte[] key) {
    return searchAlike(key, 0);
  }

  /** Searches for a key that begins as these keys do. */
  private int searchAlike(byte[] key, int from) {
    int head = head(key, skip);
    int low = from;
    int high = keys.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = Integer.compare(heads[middle], head);
      if (order == 0) {
        order = Arrays.compareUnsigned(keys[middle], key);
        if (order == 0) {
          return middle;
        }
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return ~low;
  }

  /**
   * Whether a key lies before the one at a position. Like a search, it mostly looks at heads alone.
   */
  boolean isBefore(byte[] key, int index) {
    int order = Arrays.compareUnsigned(key, 0, Math.min(skip, key.length), keys[0], 0, skip);
    if (order == 0) {
      order = Integer.compare(head(key, skip), heads[index]);
    }
    return order == 0 ? Arrays.compareUnsigned(key, keys[index]) < 0 : order < 0;
  }

  /** How many of these keys lie before this one. */
  int rank(byte[] key) {
    int index = search(key, 0);
    return index >= 0 ? index : ~index;
  }

  /**
   * Four bytes of a key as an int that sorts like them. Bytes beyond the end count as zero, so that
   * equal heads say nothing, and different heads everything.
   */
  static int head(byte[] key, int skip) {
    if (key.length - skip >= Integer.BYTES) {
      return (int) INTS.get(key, skip) ^ Integer.MIN_VALUE;
    }
    int head = 0;
    for (int i = skip; i < skip + Integer.BYTES; i++) {
      head = head << 8 | (i < key.length ? key[i] & 0xff : 0);
    }
    return head ^ Integer.MIN_VALUE;
  }

  /** As the keys are sorted, what the first and the last share, all share. */
  private static int commonPrefix(byte[][] keys, int from, int to) {
    byte[] first = keys[from];
    int mismatch = Arrays.mismatch(first, keys[to - 1]);
    return mismatch < 0 ? first.length : mismatch;
  }
}
