package dev.couchgrass.store.chronicle;

import dev.couchgrass.store.chronicle.ChronicleException.Reason;
import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.chronicle.disk.FileDisk;
import dev.couchgrass.store.chronicle.disk.FolderLock;
import dev.couchgrass.store.chronicle.disk.ReadOnlyFolder;
import dev.couchgrass.store.chronicle.log.Log;
import dev.couchgrass.store.chronicle.log.LogCopy;
import dev.couchgrass.store.chronicle.log.LogOptions;
import dev.couchgrass.store.chronicle.log.Replay;
import dev.couchgrass.store.chronicle.log.Salvage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * What is done with the folder of a store as a whole: copies, and what can be salvaged of a damaged
 * one. No call changes the folder that it reads. All block, and need neither Chronicle Map nor its
 * flags.
 */
public final class ChronicleFolder {
  private static final String LOCK = "lock";

  private ChronicleFolder() {}

  /**
   * A copy that was made, and read again.
   *
   * @param bytes that its files have
   * @param commits the number of the last one
   */
  public record Copied(long bytes, long commits) {}

  /**
   * A part of a file that {@link #salvage} could make nothing of.
   *
   * @param file its name
   * @param from the offset where it begins
   * @param to the offset behind it
   * @param why constant text
   */
  public record Dropped(String file, long from, long to, String why) {}

  /** Whether there is a store in the folder. */
  public static boolean holdsStore(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().endsWith(".log"));
    }
  }

  /**
   * Copies a store, which may be in use: all that was acknowledged before the call is in the copy,
   * and of what is written meanwhile, a beginning. The copy is synced, then read and checked from
   * end to end. It is the log alone, of which the first open makes the index.
   *
   * <p>The source is only read, and takes no lock: it may be of a read-only file system.
   *
   * @param source the folder of a store, or a copy that was made before
   * @param target a folder that is empty, or made; it is not a store before the copy is whole, and
   *     empty after a failure
   * @param copied is told of bytes as they are written
   * @throws ChronicleException {@code NO_STORE}, {@code NOT_EMPTY}, {@code WITHIN_SOURCE}, {@code
   *     DAMAGED}, {@code NEWER_FORMAT}, or {@code IN_USE} for the target
   * @throws IOException if reading or writing fails, for want of space say
   */
  public static Copied copy(Path source, Path target, LongConsumer copied) throws IOException {
    return ChronicleException.told(
        () ->
            make(
                source,
                target,
                disk -> {
                  LogCopy.copy(new ReadOnlyFolder(source), disk, copied);
                  syncName(target);
                  long commits = verify(disk);
                  return new Copied(logBytes(target), commits);
                }));
  }

  /** Makes a store in a folder. */
  private interface Making<T> {
    T in(Disk target) throws IOException;
  }

  /** Makes a store of another one, or nothing. */
  private static <T> T make(Path source, Path target, Making<T> making) throws IOException {
    requireStore(source);
    if (Files.exists(target) && !isEmpty(target)) {
      throw new ChronicleException(Reason.NOT_EMPTY, "The folder " + target + " is not empty");
    }
    if (isWithin(target, source)) {
      throw new ChronicleException(
          Reason.WITHIN_SOURCE, "The folder " + target + " is within " + source);
    }
    Disk disk = new FileDisk(target);
    FolderLock lock = FolderLock.take(target);
    try {
      return making.in(disk);
    } catch (IOException | RuntimeException e) {
      empty(disk, e);
      throw e;
    } finally {
      disk.delete(LOCK);
      lock.close();
    }
  }

  /** Whether a folder, which need not be there, is another one or lies in it. */
  private static boolean isWithin(Path folder, Path other) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null && !Files.exists(folder)) {
      return isWithin(parent, other);
    }
    return folder.toRealPath().startsWith(other.toRealPath());
  }

  private static void empty(Disk disk, Exception cause) {
    try {
      for (String name : disk.list()) {
        if (!name.equals(LOCK)) {
          disk.delete(name);
        }
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** So that the folder itself is on disk, if it was made. */
  private static void syncName(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      new FileDisk(parent).sync();
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /** Reads the log from end to end; answers the number of the last commit. */
  private static long verify(Disk disk) throws IOException {
    try (Log log = Log.open(disk, LogOptions.DEFAULTS)) {
      try (Replay replay = log.replay()) {
        while (replay.nextRecord()) {
          while (replay.nextEntry()) {
            // Reading is checking.
          }
        }
      }
      return log.end().commit();
    }
  }

  /**
   * Makes a store that opens of a damaged one, with everything of it that is whole: a copy, synced
   * and checked as that of {@link #copy}.
   *
   * <p>The source is only read, and may be of a read-only file system: it stays as it was, for
   * another attempt. Nobody may use it meanwhile; where it has a lock file, that is locked.
   *
   * <p>Commits that were lost may leave documents half written, and deletions that were lost bring
   * back what was deleted: check the store afterwards.
   *
   * @param target as with {@link #copy}
   * @param copied is told of bytes as they are copied
   * @return what was dropped, in the order of the log; empty if nothing was damaged
   * @throws ChronicleException {@code NO_STORE}, {@code IN_USE}, {@code NOT_EMPTY}, {@code
   *     WITHIN_SOURCE}, {@code NEWER_FORMAT}, or {@code DAMAGED} if no file has a whole header
   * @throws IOException if reading or writing fails
   */
  public static List<Dropped> salvage(Path source, Path target, LongConsumer copied)
      throws IOException {
    return ChronicleException.told(
        () -> {
          requireStore(source);
          FolderLock lock = FolderLock.share(source);
          try {
            return make(source, target, disk -> salvage(source, target, disk, copied));
          } finally {
            lock.close();
          }
        });
  }

  private static List<Dropped> salvage(Path source, Path target, Disk disk, LongConsumer copied)
      throws IOException {
    List<Dropped> dropped =
        Salvage.copy(new ReadOnlyFolder(source), disk, LogOptions.DEFAULTS, copied).stream()
            .map(part -> new Dropped(part.file(), part.from(), part.to(), part.why()))
            .toList();
    syncName(target);
    verify(disk);
    return dropped;
  }

  /** How many bytes the log has: what compaction makes fewer. */
  public static long logBytes(Path folder) throws IOException {
    requireStore(folder);
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static void requireStore(Path folder) throws IOException {
    if (!holdsStore(folder)) {
      throw new ChronicleException(Reason.NO_STORE, "There is no store in " + folder);
    }
  }
}
