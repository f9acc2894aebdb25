package dev.couchgrass.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The sources of every module, and the pages of the specification, found beside this module. */
final class SourceTree {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Path TESTS = Path.of("src", "test", "java");
  private static final String PREFIX = "dev.couchgrass.";

  private SourceTree() {}

  /** The folder of the project. */
  static Path root() {
    return ROOT;
  }

  /** The source folder of each module. */
  static List<Path> sourceFolders() {
    return listed(ROOT).map(folder -> folder.resolve(SOURCES)).filter(Files::isDirectory).toList();
  }

  /** Every Java file of production code, its name relative to the source folder. */
  static List<Path> files() {
    return sourceFolders().stream()
        .flatMap(folder -> walked(folder).map(folder::relativize))
        .filter(file -> file.toString().endsWith(".java"))
        .toList();
  }

  /** The names of classes that have a file of their own. */
  static List<String> classNames() {
    return files().stream()
        .map(file -> file.toString().replace(".java", "").replaceAll("[/\\\\]", "."))
        .filter(name -> !name.endsWith("-info"))
        .toList();
  }

  /** Every folder that holds Java files, module descriptors aside. */
  static List<Path> packageFolders() {
    return sourceFolders().stream()
        .flatMap(SourceTree::walked)
        .filter(file -> file.toString().endsWith(".java") && !file.endsWith("module-info.java"))
        .map(Path::getParent)
        .distinct()
        .toList();
  }

  /**
   * The module that a class belongs to, without {@code dev.couchgrass.}: each is named as the
   * prefix of its packages, so the longest name that fits is the one.
   */
  static Optional<String> moduleOf(String className) {
    return modules().stream()
        .filter(module -> className.startsWith(PREFIX + module + "."))
        .reduce((a, b) -> a.length() > b.length() ? a : b);
  }

  /** The pages of the specification. */
  static List<Path> specification() {
    return listed(ROOT.resolve("docs").resolve("spec"))
        .filter(page -> page.toString().endsWith(".md"))
        .toList();
  }

  /**
   * Every Java file outside this module. All may hold tests, as there are suites that are
   * published.
   */
  static List<Path> javaFiles() {
    return listed(ROOT)
        .flatMap(module -> Stream.of(module.resolve(TESTS), module.resolve(SOURCES)))
        .filter(Files::isDirectory)
        .filter(folder -> !folder.startsWith(ROOT.resolve("architecture-tests")))
        .flatMap(SourceTree::walked)
        .filter(file -> file.toString().endsWith(".java"))
        .toList();
  }

  private static List<String> modules() {
    return Modules.NAMES;
  }

  /** Read once: {@link #moduleOf} is asked for every dependency of every class. */
  private static final class Modules {
    static final List<String> NAMES =
        sourceFolders().stream()
            .map(folder -> text(folder.resolve("module-info.java")))
            .map(
                text ->
                    text.replaceFirst(
                        "(?s).*\\bmodule (dev\\.couchgrass\\.)?([\\w.]+) \\{.*", "$2"))
            .toList();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> walked(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> listed(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
