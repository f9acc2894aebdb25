package dev.couchgrass.store.chronicle.pages;

import dev.couchgrass.store.chronicle.tree.IndexException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.StampedLock;
import java.util.function.LongPredicate;
import net.openhft.chronicle.hash.impl.VanillaChronicleHash;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One Chronicle Map: pages under their numbers, as many as fit.
 *
 * <p>Its memory is unmapped when it is closed, so nobody may be reading then: who reads holds a
 * lock, which readers share.
 */
final class MapFile {
  /** What Chronicle Map allots memory in: small enough that little of the last one is wasted. */
  private static final int CHUNK_BYTES = 256;

  private static final int AVERAGE_PAGE_BYTES = 3500;

  private final Path file;
  private final ChronicleMap<Long, byte[]> map;
  private final StampedLock closing = new StampedLock();
  private boolean closed;

  private MapFile(Path file, ChronicleMap<Long, byte[]> map) {
    this.file = file;
    this.map = map;
  }

  /**
   * Loads Chronicle Map, which can't be done any more while the JVM shuts down: that is when a
   * store may be closed, and its first pages written.
   */
  static void load() {
    builder(1);
  }

  /** Makes a file. It is sparse: it takes disk space as it fills. */
  static MapFile create(Path file, long pages) throws IOException {
    return new MapFile(file, builder(pages).createPersistedTo(file.toFile()));
  }

  /** Opens a file that was sealed, if it has that checksum still. */
  static MapFile open(Path file, long checksum) {
    return opened(
        file,
        () -> {
          if (FileChecksum.of(file) != checksum) {
            throw new IndexException("The index is not as it was left");
          }
          return builder(1).createPersistedTo(file.toFile());
        });
  }

  /** Opens a file that was not closed: locks that are held by nobody are released, at some cost. */
  static MapFile recover(Path file) {
    return opened(file, () -> builder(1).recoverPersistedTo(file.toFile(), false));
  }

  private interface Opening {
    ChronicleMap<Long, byte[]> open() throws IOException;
  }

  private static MapFile opened(Path file, Opening opening) {
    MapHeader.requireComplete(file);

    try {
      return new MapFile(file, opening.open());
    } catch (IndexException e) {
      throw e;
    } catch (IOException | RuntimeException | Error odd) {
      throw new IndexException("The index can't be opened", odd);
    }
  }

  /** What is set for a file that is there counts for nothing: its header says it all. */
  private static ChronicleMapBuilder<Long, byte[]> builder(long pages) {
    return ChronicleMapBuilder.of(Long.class, byte[].class)
        .name("index")
        .entries(pages)
        .averageValueSize(AVERAGE_PAGE_BYTES)
        .actualChunkSize(CHUNK_BYTES)
        // A recovery takes all further tiers for free once it has met an empty one.
        .allowSegmentTiering(false)
        .checksumEntries(false)
        .skipCloseOnExitHook(true)
        .sparseFile(true);
  }

  String name() {
    return file.getFileName().toString();
  }

  byte @Nullable [] get(long id) {
    long stamp = closing.readLock();
    try {
      return closed ? null : map.get(id);
    } finally {
      closing.unlockRead(stamp);
    }
  }

  boolean contains(long id) {
    long stamp = closing.readLock();
    try {
      return !closed && map.containsKey(id);
    } finally {
      closing.unlockRead(stamp);
    }
  }

  /** Answers whether there was room. */
  boolean put(long id, byte[] page) {
    try {
      map.put(id, page);
      return true;
    } catch (IllegalStateException | IllegalArgumentException full) {
      return false;
    }
  }

  void remove(long id) {
    map.remove(id);
  }

  long pages() {
    return map.longSize();
  }

  /** How many pages have about so many bytes. */
  static long pagesOf(long bytes) {
    return bytes / AVERAGE_PAGE_BYTES;
  }

  /** About what the pages take. */
  long bytes() {
    return pages() * AVERAGE_PAGE_BYTES;
  }

  /** Hands over a copy of every page, until one is refused. Answers whether none was. */
  boolean copyTo(MapFile other) {
    return map.forEachEntryWhile(
        entry -> other.put(entry.key().get(), entry.value().getUsing(null)));
  }

  /** Removes all pages but these. */
  void retain(LongPredicate needed) {
    map.forEachEntry(
        entry -> {
          if (!needed.test(entry.key().get())) {
            entry.doRemove();
          }
        });
  }

  /** Closes the file, with all pages on disk. Answers what its checksum is then. */
  long seal() throws IOException {
    ((VanillaChronicleHash<?, ?, ?, ?>) map).msync();
    close();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return FileChecksum.of(file);
  }

  /** Waits for those who read, and unmaps the file. Idempotent. */
  void close() {
    long stamp = closing.writeLock();
    try {
      if (!closed) {
        closed = true;
        map.close();
      }
    } finally {
      closing.unlockWrite(stamp);
    }
  }
}
