package dev.couchgrass.store.chronicle.disk;

import java.io.IOException;

/**
 * A folder of files: all that the log and the roots need of a file system, so that tests can put a
 * simulated disk beneath them. Names are plain file names. For any number of threads.
 */
public interface Disk extends ReadableDisk {
  /**
   * Makes an empty file and opens it. Its name is safe only after {@link #sync}.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one of that name
   */
  DiskFile create(String name) throws IOException;

  /**
   * Opens a file for reading and writing.
   *
   * @throws java.nio.file.NoSuchFileException if there is none of that name
   */
  @Override
  DiskFile open(String name) throws IOException;

  /**
   * Renames a file in one step, in place of one that has the new name; safe after {@link #sync}.
   */
  void rename(String from, String to) throws IOException;

  /** Deletes a file, which those who have it open may go on reading; safe after {@link #sync}. */
  void delete(String name) throws IOException;

  /** Completes when every name made, changed or deleted is on disk. */
  void sync() throws IOException;
}
