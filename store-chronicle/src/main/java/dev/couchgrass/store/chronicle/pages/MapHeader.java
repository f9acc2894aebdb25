package dev.couchgrass.store.chronicle.pages;

import dev.couchgrass.store.chronicle.tree.IndexException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The first bytes of a file that Chronicle Map wrote: a checksum, and the length of the header,
 * which is above all bounds until the header is complete. Chronicle Map itself would wait a minute
 * for another process to complete it, and take an empty file for a new one.
 */
final class MapHeader {
  private static final int MAX_BYTES = 1 << 20;

  private MapHeader() {}

  /**
   * Looks whether a file was made to the end; its checksum is looked at when it is opened.
   *
   * @throws IndexException if it was not, or there is none
   */
  static void requireComplete(Path file) {
    try (InputStream in = Files.newInputStream(file);
        DataInputStream data = new DataInputStream(in)) {
      data.readLong();
      int length = Integer.reverseBytes(data.readInt());
      if (length <= 0 || length > MAX_BYTES) {
        throw new IndexException("The index was not made to the end");
      }
    } catch (IOException unreadable) {
      throw new IndexException("The index can't be read", unreadable);
    }
  }
}
