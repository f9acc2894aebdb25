package dev.couchgrass.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/** Opens the files that arguments name. */
@FunctionalInterface
interface FileInput {
  /** Those that this process finds by their names. */
  FileInput OF_PROCESS = name -> Files.newInputStream(FolderCommand.path(name));

  /**
   * Opens a file.
   *
   * @throws NoSuchFileException if there is none
   * @throws IOException if it can't be read
   */
  InputStream open(String name) throws IOException;
}
