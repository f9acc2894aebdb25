package dev.couchgrass.store.chronicle.pages;

import dev.couchgrass.store.chronicle.tree.IndexException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The first bytes of a file that Chronicle Map wrote: a checksum, and the length of the header,
 * with a mark while the file is made, and again while it is recovered. Chronicle Map itself would
 * wait a minute for another process to take the mark away, and take an empty file for a new one.
 *
 * <p>A recovery takes entries out of the hash table and puts them back: a file whose recovery was
 * cut short may have lost some, so that it is no better than one that was never complete.
 */
final class MapHeader {
  private static final int NOT_COMPLETE = 1 << 31;
  private static final int MAX_BYTES = 1 << 20;

  private MapHeader() {}

  /**
   * Looks whether a file was made, and if need be recovered, to the end; its checksum is looked at
   * when it is opened.
   *
   * @throws IndexException if it was not, or there is none
   */
  static void requireComplete(Path file) {
    try (InputStream in = Files.newInputStream(file);
        DataInputStream data = new DataInputStream(in)) {
      data.readLong();
      int length = Integer.reverseBytes(data.readInt());
      if ((length & NOT_COMPLETE) != 0) {
        throw new IndexException("The process was killed while it made or recovered the index");
      }
      if (length == 0 || length > MAX_BYTES) {
        throw new IndexException("The index has no whole header");
      }
    } catch (IOException unreadable) {
      throw new IndexException("The index can't be read", unreadable);
    }
  }
}
