package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.Disk;
import dev.couchgrass.store.chronicle.disk.DiskFile;
import dev.couchgrass.store.chronicle.disk.ReadableDisk;
import dev.couchgrass.store.chronicle.disk.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Copies a log into another folder: as it was at some moment during the copy, and not before it
 * began. The log may be in use, and be compacted meanwhile. Files of a log are only appended to and
 * deleted, and their numbers never used twice: the newest segment's beginning, behind all files
 * before it, is a state that the log had.
 *
 * <p>Files get their names when all of them are on disk, the oldest last: a copy that was
 * interrupted does not open.
 */
public final class LogCopy {
  private static final String PART = ".part";
  private static final int BUFFER = 1 << 20;

  /** A compaction can get in the way, but hardly again and again. */
  private static final int ATTEMPTS = 50;

  private final ReadableDisk source;
  private final Disk target;
  private final LongConsumer copied;
  private final Set<String> whole = new HashSet<>();
  private final Set<String> parts = new HashSet<>();

  private LogCopy(ReadableDisk source, Disk target, LongConsumer copied) {
    this.source = source;
    this.target = target;
    this.copied = copied;
  }

  /**
   * Copies a log.
   *
   * @param target holds no files of a log
   * @param copied is told of bytes as they are written
   * @return how many files there are; 0 if the source has no log
   * @throws DamageException if a file is missing, or a header is damaged
   * @throws IOException if reading or writing fails; what was written so far is deleted
   */
  public static int copy(ReadableDisk source, Disk target, LongConsumer copied) throws IOException {
    LogCopy copy = new LogCopy(source, target, copied);
    return copy.publish(copy::copyFiles);
  }

  /**
   * Copies every file of a log that nobody uses, whole or damaged, but for those that were never
   * finished.
   *
   * @param target as with {@link #copy}
   * @param copied as with {@link #copy}
   * @throws IOException if reading or writing fails; what was written so far is deleted
   */
  static void copyAsItIs(ReadableDisk source, Disk target, LongConsumer copied) throws IOException {
    List<String> names =
        source.list().stream()
            .filter(name -> FileNames.number(name).isPresent() && !FileNames.isUnfinished(name))
            .sorted()
            .toList();
    LogCopy copy = new LogCopy(source, target, copied);
    copy.publish(
        () -> {
          copy.copyFiles(names);
          return names;
        });
  }

  /** Copies files, oldest first. */
  private interface Step {
    List<String> names() throws IOException;
  }

  /** Gives files their names once they are copied; leaves nothing behind if that fails. */
  private int publish(Step copying) throws IOException {
    try {
      List<String> names = copying.names();
      publish(names);
      return names.size();
    } catch (IOException | RuntimeException e) {
      deleteParts(e);
      throw e;
    }
  }

  private List<String> copyFiles() throws IOException {
    IOException moved = new IOException("The log was compacted again and again during the copy");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        List<String> names = Inventory.of(source).chain().stream().map(FileNames::of).toList();
        copyFiles(names);
        return names;
      } catch (NoSuchFileException | DamageException e) {
        moved = e;
      }
    }
    throw moved;
  }

  private void copyFiles(List<String> names) throws IOException {
    for (int i = 0; i < names.size(); i++) {
      boolean sealed = i < names.size() - 1;
      if (!whole.contains(names.get(i))) {
        copyFile(names.get(i));
        if (sealed) {
          whole.add(names.get(i));
        }
      }
    }
    for (String outdated : List.copyOf(parts)) {
      if (!names.contains(outdated)) {
        delete(outdated);
      }
    }
  }

  /** Copies what the file has now. */
  private void copyFile(String name) throws IOException {
    if (parts.contains(name)) {
      delete(name);
    }
    try (ReadableFile from = source.open(name)) {
      DiskFile to = target.create(name + PART);
      parts.add(name);
      try (to) {
        copyBytes(from, to);
        to.sync();
      }
    }
  }

  private void copyBytes(ReadableFile from, DiskFile to) throws IOException {
    long size = from.size();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long at = 0;
    while (at < size) {
      buffer.clear().limit((int) Math.min(BUFFER, size - at));
      int read = from.read(buffer, at);
      if (read == 0) {
        return; // A write that failed was taken back: nobody heard of it.
      }
      to.write(buffer.flip(), at);
      at += read;
      copied.accept(read);
    }
  }

  private void publish(List<String> names) throws IOException {
    for (int i = names.size() - 1; i >= 0; i--) {
      if (i == 0) {
        target.sync();
      }
      target.rename(names.get(i) + PART, names.get(i));
      parts.remove(names.get(i));
    }
    target.sync();
  }

  private void delete(String name) throws IOException {
    target.delete(name + PART);
    parts.remove(name);
    whole.remove(name);
  }

  private void deleteParts(Exception cause) {
    for (String part : List.copyOf(parts)) {
      try {
        delete(part);
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }
}
