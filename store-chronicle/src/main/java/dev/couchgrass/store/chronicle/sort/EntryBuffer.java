package dev.couchgrass.store.chronicle.sort;

import java.util.Arrays;

/**
 * Entries on the heap, as many as fit. Of those of one key, the one that came last counts.
 *
 * <p>They are sorted by the numbers that a few bytes of their keys make, which needs no objects and
 * looks into each key once for most of the order: first by the first bytes, then those alike by the
 * next ones. The entry's own number stands in the lowest bits, so that those of one key stay in the
 * order in which they came.
 */
final class EntryBuffer {
  /** So many entries can be told apart. */
  private static final int NUMBER_BITS = 24;

  private static final int MOST_ENTRIES = 1 << NUMBER_BITS;
  private static final long NUMBER = MOST_ENTRIES - 1;

  /** A byte and one more, so that a key's end is below every byte. */
  private static final int DIGIT_BITS = 9;

  private static final long DIGIT = (1 << DIGIT_BITS) - 1;

  /** As many as there is room for above the number. */
  private static final int DIGITS = 4;

  /** So few are compared with each other. */
  private static final int FEW = 12;

  private static final int FIRST_BYTES = 64 << 10;

  private final int limit;
  private byte[] bytes;
  private int length;
  private int[] starts = new int[1024];
  private long[] order = new long[0];
  private int size;

  /** Takes entries of so many bytes together, and one if it is longer. */
  EntryBuffer(int limit) {
    this.limit = limit;
    bytes = new byte[Math.min(limit, FIRST_BYTES)];
  }

  /** Adds an entry, if it fits. Without bytes, the value says that the key was deleted. */
  boolean add(byte[] key, byte[] value) {
    int added = SortedRun.HEADER_BYTES + key.length + value.length;
    if (size > 0 && (added > limit - length || size == MOST_ENTRIES)) {
      return false;
    }
    makeRoom(added);
    starts[size++] = length;
    int at = SortedRun.putHeader(bytes, length, key.length, value.length);
    System.arraycopy(key, 0, bytes, at, key.length);
    System.arraycopy(value, 0, bytes, at + key.length, value.length);
    length += added;
    return true;
  }

  private void makeRoom(int added) {
    if (added > bytes.length - length) {
      int doubled = (int) Math.min(limit, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, Math.max(doubled, length + added));
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
    }
  }

  /** About how many bytes there are. */
  int length() {
    return length;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    length = 0;
    size = 0;
  }

  /** The entries, sorted. Nothing may be added before the run was read. */
  SortedRun sorted() {
    if (order.length < size) {
      order = new long[starts.length];
    }
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    sort(0, size, 0);
    return new Run();
  }

  private int start(int position) {
    return starts[(int) (order[position] & NUMBER)];
  }

  /** Sorts entries whose keys have their first bytes, so many, in common. */
  private void sort(int from, int to, int common) {
    int depth = common;
    while (to - from > FEW) {
      for (int i = from; i < to; i++) {
        order[i] = digits(start(i), depth) << NUMBER_BITS | (order[i] & NUMBER);
      }
      Arrays.sort(order, from, to);
      depth += DIGITS;
      if (!alike(from, to - 1)) {
        sortThoseAlike(from, to, depth);
        return;
      }
      if (endsAlike(from)) {
        return;
      }
    }
    sortFew(from, to, depth);
  }

  private void sortThoseAlike(int from, int to, int depth) {
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || !alike(start, i)) {
        if (i - start > 1 && !endsAlike(start)) {
          sort(start, i, depth);
        }
        start = i;
      }
    }
  }

  private boolean alike(int position, int other) {
    return order[position] >>> NUMBER_BITS == order[other] >>> NUMBER_BITS;
  }

  /** Whether the key ended within the last digits: those alike are equal then. */
  private boolean endsAlike(int position) {
    return (order[position] >>> NUMBER_BITS & DIGIT) == 0;
  }

  private long digits(int start, int depth) {
    int rest = SortedRun.keyLength(bytes, start) - depth;
    int at = start + SortedRun.HEADER_BYTES + depth;
    long digits = 0;
    for (int i = 0; i < DIGITS; i++) {
      digits = digits << DIGIT_BITS | (i < rest ? (bytes[at + i] & 0xff) + 1 : 0);
    }
    return digits;
  }

  /** By insertion, which leaves those of one key in the order in which they came. */
  private void sortFew(int from, int to, int depth) {
    for (int i = from + 1; i < to; i++) {
      long entry = order[i];
      int at = i;
      while (at > from && compareKeys(order[at - 1], entry, depth) > 0) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = entry;
    }
  }

  private int compareKeys(long entry, long other, int depth) {
    int start = starts[(int) (entry & NUMBER)];
    int otherStart = starts[(int) (other & NUMBER)];
    return Arrays.compareUnsigned(
        bytes,
        start + SortedRun.HEADER_BYTES + depth,
        keyEnd(start),
        bytes,
        otherStart + SortedRun.HEADER_BYTES + depth,
        keyEnd(otherStart));
  }

  private int keyEnd(int start) {
    return start + SortedRun.HEADER_BYTES + SortedRun.keyLength(bytes, start);
  }

  private final class Run extends SortedRun {
    private int next;

    @Override
    boolean next() {
      if (next == size) {
        return false;
      }
      int newest = next++;
      while (next < size && compareKeys(order[newest], order[next], 0) == 0) {
        newest = next++;
      }
      enter(bytes, start(newest));
      return true;
    }
  }
}
