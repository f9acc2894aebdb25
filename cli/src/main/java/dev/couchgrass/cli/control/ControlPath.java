package dev.couchgrass.cli.control;

import java.nio.file.Path;

/** Where the socket of a folder is. */
final class ControlPath {
  private static final String NAME = "control";

  private ControlPath() {}

  /**
   * As this process would name it with the fewest letters: operating systems allow a hundred or so,
   * and folders lie deeper than that.
   */
  static Path of(Path folder) {
    Path here = Path.of("").toAbsolutePath();
    Path full = folder.toAbsolutePath().normalize();
    boolean related = full.getRoot() != null && full.getRoot().equals(here.getRoot());
    Path way = related ? here.relativize(full) : full;
    Path shorter = way.toString().length() < full.toString().length() ? way : full;
    return shorter.resolve(NAME);
  }
}
