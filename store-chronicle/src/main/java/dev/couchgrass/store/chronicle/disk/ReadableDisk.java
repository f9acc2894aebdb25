package dev.couchgrass.store.chronicle.disk;

import java.io.IOException;
import java.util.List;

/** A folder of files that is read: all that a copy may do with its source. For any threads. */
public interface ReadableDisk {
  /** The names of all files, in no order. */
  List<String> list() throws IOException;

  /**
   * Opens a file.
   *
   * @throws java.nio.file.NoSuchFileException if there is none of that name
   */
  ReadableFile open(String name) throws IOException;
}
