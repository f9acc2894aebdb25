package dev.couchgrass.store.chronicle.tree;

import java.util.Arrays;

/** Entries of one height, ascending, on the way into one or more pages. */
final class Draft {
  private final int height;
  private byte[][] keys;

  /** A value lies in an array at an offset: most lie in the page that they come from. */
  private byte[][] sources;

  private int[] offsets;
  private int[] lengths;
  private int size;

  Draft(int height, int capacity) {
    this.height = height;
    keys = new byte[capacity][];
    sources = new byte[capacity][];
    offsets = new int[capacity];
    lengths = new int[capacity];
  }

  int height() {
    return height;
  }

  int size() {
    return size;
  }

  byte[] key(int index) {
    return keys[index];
  }

  void add(byte[] key, byte[] value) {
    add(key, value, 0, value.length);
  }

  /** Adds entries of a page. */
  void add(Page page, int from, int to) {
    for (int i = from; i < to; i++) {
      add(page.key(i), page.bytes(), page.valueAt(i), page.valueLength(i));
    }
  }

  /** Adds an entry of another draft. */
  void add(Draft other, int index) {
    add(other.keys[index], other.sources[index], other.offsets[index], other.lengths[index]);
  }

  private void add(byte[] key, byte[] source, int offset, int length) {
    if (size == keys.length) {
      int capacity = Math.max(8, size * 2);
      keys = Arrays.copyOf(keys, capacity);
      sources = Arrays.copyOf(sources, capacity);
      offsets = Arrays.copyOf(offsets, capacity);
      lengths = Arrays.copyOf(lengths, capacity);
    }
    keys[size] = key;
    sources[size] = source;
    offsets[size] = offset;
    lengths[size++] = length;
  }

  void removeLast() {
    size--;
  }

  /** Of pages: the number of one. */
  long child(int index) {
    return Page.child(sources[index], offsets[index]);
  }

  /** Of pages: how many entries one has beneath it. */
  long entries(int index) {
    return Page.entries(sources[index], offsets[index]);
  }

  /** Of pages: how many entries some have beneath them. */
  long entries(int from, int to) {
    long entries = 0;
    for (int i = from; i < to; i++) {
      entries += entries(i);
    }
    return entries;
  }

  /** What an entry takes in a page, if nothing of its key is shared. */
  int bytesOf(int index) {
    return keys[index].length + lengths[index] + Page.SLOT_BYTES;
  }

  /** The length of a page of these entries. */
  int bytes(int from, int to) {
    int prefix = commonPrefix(from, to);
    int bytes = Page.HEADER_BYTES + Page.END_BYTES + prefix;
    for (int i = from; i < to; i++) {
      bytes += bytesOf(i) - prefix;
    }
    return bytes;
  }

  Page page(int from, int to) {
    int prefix = commonPrefix(from, to);
    Page page = Page.draft(height, to - from, keys[from], prefix, bytes(from, to));
    int at = page.contentAt();
    for (int i = from; i < to; i++) {
      at = page.fill(i - from, at, keys[i], sources[i], offsets[i], lengths[i]);
    }
    return page;
  }

  /** As the keys are sorted, what the first and the last share, all share. */
  int commonPrefix(int from, int to) {
    return commonPrefix(keys[from], keys[to - 1]);
  }

  static int commonPrefix(byte[] first, byte[] last) {
    int mismatch = Arrays.mismatch(first, last);
    return mismatch < 0 ? first.length : mismatch;
  }
}
