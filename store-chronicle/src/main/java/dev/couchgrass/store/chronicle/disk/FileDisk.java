package dev.couchgrass.store.chronicle.disk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A folder of the file system. Threads may be interrupted at any time: it fails no call and closes
 * no file. On Windows, which can't sync a folder, {@link #sync} does nothing; on macOS a synced
 * file may still be in the drive's own cache.
 */
public final class FileDisk implements Disk {
  private static final boolean FOLDERS_SYNC = !System.getProperty("os.name").startsWith("Windows");

  private final Path folder;

  /** The folder need not be there: it is made, with those above it. */
  public FileDisk(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  @Override
  public List<String> list() throws IOException {
    return ReadOnlyFolder.plainFiles(folder);
  }

  @Override
  public DiskFile create(String name) throws IOException {
    Path path = path(name);
    Files.createFile(path);
    return new FileOnDisk(path);
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return new FileOnDisk(path(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.delete(path(name));
  }

  @Override
  public void sync() throws IOException {
    if (!FOLDERS_SYNC) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (ClosedByInterruptException e) {
      interrupted = true;
      throw new IOException("A sync was interrupted, and what it did is not known", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Path path(String name) {
    Path path = folder.resolve(name);
    if (!folder.equals(path.getParent())) {
      throw new IllegalArgumentException("Not a plain file name");
    }
    return path;
  }
}
