package dev.couchgrass.store.chronicle.sort;

import dev.couchgrass.store.chronicle.disk.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts entries by the unsigned bytes of their keys. Of those of one key, the one that was added
 * last counts. For one thread.
 *
 * <p>Takes the heap that it was given, a third of that for the order, and, for the merge, 4 KiB for
 * every run: with 8 MiB and entries of 100 bytes, 40 MiB for a thousand million. On disk, in a file
 * that is deleted at the end, as much as all entries have; nothing if they fit on the heap.
 */
public final class EntrySorter implements Closeable {
  private static final byte[] DELETED = {};
  private static final int LEAST_BUFFER = 4 << 10;
  private static final int MOST_BUFFER = 256 << 10;

  private final Disk disk;
  private final int heapBytes;
  private final EntryBuffer buffer;
  private @Nullable RunFile file;

  /**
   * @param heapBytes of entries that are sorted together
   */
  public EntrySorter(Disk disk, long heapBytes) {
    this.disk = disk;
    this.heapBytes = (int) Math.min(heapBytes, 1 << 30);
    buffer = new EntryBuffer(this.heapBytes);
  }

  /** Deletes what a sorter left behind whose process ended before it was closed. */
  public static void deleteLeftover(Disk disk) throws IOException {
    RunFile.deleteLeftover(disk);
  }

  /**
   * Adds an entry.
   *
   * @param key at most 65,535 bytes
   * @param value at least one byte, at most 65,535
   * @throws IOException if entries can't be written to make room
   */
  public void put(byte[] key, byte[] value) throws IOException {
    if (value.length == 0) {
      throw new IllegalArgumentException("A value has at least one byte");
    }
    add(key, value);
  }

  /** Says that a key is not there, whatever was added before. */
  public void delete(byte[] key) throws IOException {
    add(key, DELETED);
  }

  private void add(byte[] key, byte[] value) throws IOException {
    if (!buffer.add(key, value)) {
      runs().write(buffer.sorted());
      buffer.clear();
      buffer.add(key, value);
    }
  }

  private RunFile runs() throws IOException {
    RunFile runs = file;
    if (runs == null) {
      runs = new RunFile(disk);
      file = runs;
    }
    return runs;
  }

  /** About how many bytes keys and values have, at least of those that count. */
  public long bytes() {
    return buffer.length() + (file == null ? 0 : file.length());
  }

  /** All that was added; nothing may be added any more. Good until the sorter is closed. */
  public Merge merge() throws IOException {
    List<SortedRun> runs = new ArrayList<>();
    if (file != null) {
      int share = heapBytes / file.count();
      runs.addAll(file.read(Math.max(LEAST_BUFFER, Math.min(MOST_BUFFER, share))));
    }
    runs.add(buffer.sorted());
    return new Merge(runs);
  }

  /** Deletes what is on disk. Idempotent. */
  @Override
  public void close() throws IOException {
    RunFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }
}
