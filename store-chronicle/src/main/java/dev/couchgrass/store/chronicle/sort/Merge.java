package dev.couchgrass.store.chronicle.sort;

import java.io.IOException;
import java.util.List;

/**
 * Goes over runs together, in ascending order of their keys. Of the entries of one key, that of the
 * last run counts. Keys that were deleted are left out. Stands before the first entry.
 */
public final class Merge {
  /** A heap: no run's key is above those of the two behind it at twice its index. */
  private final SortedRun[] runs;

  private final int[] ages;
  private int size;
  private byte[] key = {};
  private byte[] value = {};

  /**
   * @param runs the oldest first
   */
  Merge(List<SortedRun> runs) throws IOException {
    this.runs = new SortedRun[runs.size()];
    ages = new int[runs.size()];
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i).next()) {
        this.runs[size] = runs.get(i);
        ages[size++] = i;
      }
    }
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i);
    }
  }

  /**
   * Steps to the next entry; false if there is none.
   *
   * @throws IOException if a run can't be read, or is not what was written
   */
  public boolean next() throws IOException {
    while (size > 0) {
      boolean deletes = runs[0].deletes();
      key = runs[0].key();
      value = runs[0].value();
      do {
        step();
      } while (size > 0 && runs[0].keyIs(key));
      if (!deletes) {
        return true;
      }
    }
    return false;
  }

  public byte[] key() {
    return key;
  }

  public byte[] value() {
    return value;
  }

  private void step() throws IOException {
    if (!runs[0].next()) {
      size--;
      runs[0] = runs[size];
      ages[0] = ages[size];
    }
    sink(0);
  }

  private void sink(int from) {
    int at = from;
    for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && comesBefore(child + 1, child)) {
        child++;
      }
      if (!comesBefore(child, at)) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private boolean comesBefore(int index, int other) {
    int order = runs[index].compareKey(runs[other]);
    return order < 0 || (order == 0 && ages[index] > ages[other]);
  }

  private void swap(int index, int other) {
    SortedRun run = runs[index];
    runs[index] = runs[other];
    runs[other] = run;
    int age = ages[index];
    ages[index] = ages[other];
    ages[other] = age;
  }
}
