package dev.couchgrass.store.chronicle.pages;

import dev.couchgrass.store.chronicle.tree.IndexException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of an index in a folder, named by numbers that count up. */
final class IndexFiles {
  private static final Pattern NAME = Pattern.compile("index-(\\d{10,18})\\.map");

  private IndexFiles() {}

  static String name(long number) {
    return String.format("index-%010d.map", number);
  }

  static boolean isName(String file) {
    return NAME.matcher(file).matches();
  }

  static List<Path> list(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (isName(file.getFileName().toString())) {
          found.add(file);
        }
      }
    }
    return found;
  }

  /** Zero if there is none. */
  static long lastNumber(Path folder) {
    try {
      return list(folder).stream().mapToLong(IndexFiles::number).max().orElse(0);
    } catch (IOException failed) {
      throw new UncheckedIOException("The folder can't be listed", failed);
    }
  }

  private static long number(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : 0;
  }

  /**
   * A file that a root names.
   *
   * @throws IndexException if it is not the name of one
   */
  static Path require(Path folder, String name) {
    if (!isName(name)) {
      throw new IndexException("This is no name of an index");
    }
    return folder.resolve(name);
  }
}
