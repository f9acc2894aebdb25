package dev.couchgrass.store.chronicle.write;

import dev.couchgrass.store.chronicle.view.Slot;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many bytes of each log file are in use: of entries that are still the newest of their key.
 * What else is in a file, compaction gives back. For one thread.
 */
public final class LiveBytes {
  /** Two numbers of eight bytes for each file. */
  private static final int FILE_BYTES = 16;

  private final Map<Long, Long> files;

  public LiveBytes() {
    files = new HashMap<>();
  }

  private LiveBytes(Map<Long, Long> files) {
    this.files = files;
  }

  /** An entry came. */
  public void add(byte[] key, byte[] slot) {
    files.merge(Slot.file(slot), (long) key.length + Slot.length(slot), Long::sum);
  }

  /** An entry was overwritten or deleted. */
  public void remove(byte[] key, byte[] slot) {
    files.merge(Slot.file(slot), -(long) key.length - Slot.length(slot), Long::sum);
  }

  /** The bytes of keys and values in use. */
  public long of(long file) {
    return files.getOrDefault(file, 0L);
  }

  /** The numbers of the files of which something is in use. */
  public Set<Long> files() {
    return files.entrySet().stream()
        .filter(file -> file.getValue() > 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Forgets a file that is no longer there. */
  public void drop(long file) {
    files.remove(file);
  }

  /** For {@link #decode}. */
  public byte[] encode() {
    ByteBuffer buffer = ByteBuffer.allocate(files.size() * FILE_BYTES);
    files.forEach((file, bytes) -> buffer.putLong(file).putLong(bytes));
    return buffer.array();
  }

  /**
   * What was encoded.
   *
   * @throws IllegalArgumentException if these are not bytes that {@link #encode} made
   */
  public static LiveBytes decode(byte[] bytes) {
    if (bytes.length % FILE_BYTES != 0) {
      throw new IllegalArgumentException("Not whole numbers for each file");
    }
    Map<Long, Long> files = new HashMap<>();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      files.put(buffer.getLong(), buffer.getLong());
    }
    return new LiveBytes(files);
  }
}
