package dev.couchgrass.cli.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where the socket of a folder is. */
final class ControlPath {
  private static final String NAME = "control";

  private ControlPath() {}

  /**
   * As this process would name it with the fewest bytes: operating systems allow a hundred or so,
   * and folders lie deeper than that.
   *
   * @throws IOException if there is no such folder
   */
  static Path of(Path folder) throws IOException {
    // Links and dots first: by the letters alone, it might be another folder's.
    Path full = folder.toRealPath();
    Path here = Path.of("").toRealPath();
    boolean related = full.getRoot() != null && full.getRoot().equals(here.getRoot());
    Path way = related ? here.relativize(full) : full;
    Path shorter = bytes(way) < bytes(full) ? way : full;
    return shorter.resolve(NAME);
  }

  private static int bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
