package dev.couchgrass.store.chronicle.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a folder for one process at a time. The operating system gives the lock back when the
 * process ends, however it ends; the file stays, and tells who had it last.
 */
public final class FolderLock implements Closeable {
  private static final String NAME = "lock";

  /** Far behind the text: where locks are mandatory, others can still read who the owner is. */
  private static final long POSITION = Long.MAX_VALUE - 1;

  /**
   * The folders that this process has, and since when. It must not even look into a lock file of
   * its own: to close a file gives back, on Unix, every lock that the process has on it.
   */
  private static final Map<Path, String> OWN = new ConcurrentHashMap<>();

  private final Path folder;
  private final Optional<FileChannel> channel;

  private FolderLock(Path folder, Optional<FileChannel> channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws FolderInUseException if somebody has it
   * @throws IOException if the folder cannot be written to
   */
  public static FolderLock take(Path folder) throws IOException {
    return take(folder, FolderLock::lock);
  }

  /**
   * Keeps a folder from being taken while it is read, by other processes that do the same too. It
   * is not written to, and need not be writable. A folder without a lock file is nobody's, such as
   * a backup: nothing keeps others from it.
   *
   * @throws FolderInUseException if somebody has taken it
   */
  public static FolderLock share(Path folder) throws IOException {
    return take(folder, (real, owner) -> shared(real));
  }

  /** Locks a folder that this process does not have. */
  private interface Locking {
    Optional<FileChannel> lock(Path folder, String owner) throws IOException;
  }

  private static FolderLock take(Path folder, Locking locking) throws IOException {
    Path real = folder.toRealPath();
    String owner =
        "process %d since %s"
            .formatted(
                ProcessHandle.current().pid(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    String other = OWN.putIfAbsent(real, owner);
    if (other != null) {
      throw new FolderInUseException(folder, other);
    }
    try {
      return new FolderLock(real, locking.lock(real, owner));
    } catch (IOException | RuntimeException e) {
      OWN.remove(real);
      throw e;
    }
  }

  private static Optional<FileChannel> shared(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      if (tryLock(channel, true) == null) {
        throw new FolderInUseException(folder, Files.readString(file).strip());
      }
      return Optional.of(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Optional<FileChannel> lock(Path folder, String owner) throws IOException {
    Path file = folder.resolve(NAME);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (tryLock(channel, false) == null) {
        // Who only reads leaves no name: the one that is there is of somebody who is gone.
        boolean read = tryLock(channel, true) != null;
        throw new FolderInUseException(
            folder, read ? "a process that reads it" : Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((owner + System.lineSeparator()).getBytes(UTF_8)), 0);
      return Optional.of(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel, boolean shared)
      throws IOException {
    try {
      return channel.tryLock(POSITION, 1, shared);
    } catch (OverlappingFileLockException e) {
      return null; // This very process has it, with these classes loaded twice.
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (channel.isPresent()) {
        channel.get().close();
      }
    } finally {
      OWN.remove(folder);
    }
  }
}
