package dev.couchgrass.store.chronicle.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sees to it that a disk is not filled through memory: where there is no room for a page of a
 * sparse, mapped file, the operating system has no other way to say so than to end the process.
 */
final class DiskSpace {
  /** What is left to others, who write in the meantime. */
  private static final long RESERVE_BYTES = 32L << 20;

  /** How much is written before the disk is asked again. */
  private static final long STEP_BYTES = 8L << 20;

  private final Path folder;
  private long granted;

  DiskSpace(Path folder) {
    this.folder = folder;
  }

  /**
   * To be called before so many bytes are written.
   *
   * @throws UncheckedIOException if there is no room for them
   */
  void require(long bytes) {
    if (granted < bytes) {
      grant(Math.max(STEP_BYTES, bytes));
    }
    granted -= bytes;
  }

  private void grant(long bytes) {
    try {
      if (Files.getFileStore(folder).getUsableSpace() < bytes + RESERVE_BYTES) {
        throw new IOException("No space left on device for the index");
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    granted = bytes;
  }
}
