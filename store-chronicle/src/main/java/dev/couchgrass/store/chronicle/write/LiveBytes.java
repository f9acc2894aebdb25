package dev.couchgrass.store.chronicle.write;

import dev.couchgrass.store.chronicle.view.Slot;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many bytes of keys and values each log file has in use: of entries that are still the newest
 * of their key. What else is in a file, compaction gives back. For one thread.
 */
public final class LiveBytes {
  /** Three numbers of eight bytes for each file. */
  private static final int FILE_BYTES = 24;

  private static final class Bytes {
    private long live;
    private long written;
  }

  private static final Bytes NONE = new Bytes();

  private final Map<Long, Bytes> files = new HashMap<>();

  /** An entry came, the newest of its key. */
  public void add(byte[] key, byte[] slot) {
    write(key, slot);
    use(key, slot);
  }

  /** An entry came, which may be the newest of its key or not. */
  public void write(byte[] key, byte[] slot) {
    of(slot).written += bytes(key, slot);
  }

  /** An entry that came is the newest of its key. */
  public void use(byte[] key, byte[] slot) {
    of(slot).live += bytes(key, slot);
  }

  /** An entry was overwritten or deleted. */
  public void remove(byte[] key, byte[] slot) {
    of(slot).live -= bytes(key, slot);
  }

  private Bytes of(byte[] slot) {
    return files.computeIfAbsent(Slot.file(slot), file -> new Bytes());
  }

  private static long bytes(byte[] key, byte[] slot) {
    return (long) key.length + Slot.length(slot);
  }

  /** What is in use of a file. */
  public long of(long file) {
    return files.getOrDefault(file, NONE).live;
  }

  /** What ever was. */
  public long written(long file) {
    return files.getOrDefault(file, NONE).written;
  }

  /** The numbers of the files of which something is in use. */
  public Set<Long> files() {
    return files.entrySet().stream()
        .filter(file -> file.getValue().live > 0)
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
    files.forEach((file, bytes) -> buffer.putLong(file).putLong(bytes.live).putLong(bytes.written));
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
    LiveBytes live = new LiveBytes();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      Bytes file = new Bytes();
      live.files.put(buffer.getLong(), file);
      file.live = buffer.getLong();
      file.written = buffer.getLong();
    }
    return live;
  }
}
