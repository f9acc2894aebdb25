package dev.couchgrass.store.chronicle.log;

/** Where an append put its values. Counts batches and changes from 0, in the order they came. */
public final class Appended {
  private final long[] offsets;
  private final int[] firsts;
  private final LogPosition end;

  Appended(long[] offsets, int[] firsts, LogPosition end) {
    this.offsets = offsets;
    this.firsts = firsts;
    this.end = end;
  }

  /** The {@link Place#file} of every value. */
  public long file() {
    return end.file();
  }

  /**
   * The {@link Place#offset} of the value of a change; its length is the value's. -1 for a
   * deletion.
   */
  public long offset(int batch, int change) {
    return offsets[firsts[batch] + change];
  }

  /** The number of a batch's commit. */
  public long commit(int batch) {
    return end.commit() - (firsts.length - 1 - batch);
  }

  /** The end of the log after the append. */
  public LogPosition end() {
    return end;
  }
}
