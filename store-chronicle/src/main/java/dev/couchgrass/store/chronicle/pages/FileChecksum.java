package dev.couchgrass.store.chronicle.pages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * One checksum over the whole file of a map. Pages have checksums of their own; what Chronicle Map
 * keeps beside them to find and to lock them has none, and it believes all of it: a bit that flips
 * there is a read that waits for a lock which nobody holds, or one outside of the file.
 */
final class FileChecksum {
  private static final int PIECE = 1 << 18;

  private FileChecksum() {}

  /** Reads all of a file; memory reads about as fast. */
  static long of(Path file) throws IOException {
    CRC32C checksum = new CRC32C();
    ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (channel.read(piece.clear()) >= 0) {
        checksum.update(piece.flip());
      }
    }
    return checksum.getValue();
  }
}
