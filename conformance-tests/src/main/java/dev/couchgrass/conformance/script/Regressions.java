package dev.couchgrass.conformance.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Scripts that failed once, each a file, to be kept with the sources of the suite that failed: they
 * are tried before anything random is. The folder is {@code src/test/regressions} in the directory
 * where the tests run, or what the system property {@code couchgrass.regressions} names.
 *
 * <p>A file has the script as it prints. Its name begins with what it is a trial of, and ends in
 * {@code .script}; the rest is anybody's.
 */
public final class Regressions {
  static final String PROPERTY = "couchgrass.regressions";
  private static final String SUFFIX = ".script";

  private final Path folder;

  private Regressions(Path folder) {
    this.folder = folder;
  }

  /** Those of the tests that run. */
  public static Regressions ofProject() {
    return new Regressions(Path.of(System.getProperty(PROPERTY, "src/test/regressions")));
  }

  /** Those in a folder, which need not be there. */
  public static Regressions in(Path folder) {
    return new Regressions(folder);
  }

  /**
   * Keeps a script. Whoever keeps it twice keeps it once.
   *
   * @return the file
   * @throws IOException if it can't be written
   */
  public Path keep(Script<?> script) throws IOException {
    Files.createDirectories(folder);
    Path file =
        folder.resolve(prefix(script.trial()) + "%08x".formatted(script.hashCode()) + SUFFIX);
    return Files.writeString(file, script + "\n");
  }

  private static String prefix(Class<?> trial) {
    return trial.getSimpleName().toLowerCase(Locale.ROOT) + "-";
  }

  /**
   * Tries those of one kind again, in the order of their names.
   *
   * @throws AssertionError if one fails: which, and its script
   * @throws IOException if they can't be read
   */
  public <T> void replay(Class<T> trial, Replay<T> replay) throws IOException {
    for (Path file : files(trial)) {
      String text = Files.readString(file);
      try {
        replay.run(Script.parse(trial, text));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "What failed once, and is kept in " + file + ", fails again: " + e + "\n" + text, e);
      }
    }
  }

  private List<Path> files(Class<?> trial) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix(trial)))
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted()
          .toList();
    }
  }

  /** Runs a script on something new. */
  @FunctionalInterface
  public interface Replay<T> {
    /**
     * Runs it.
     *
     * @throws IOException if there is nothing that it could run on
     */
    void run(Script<T> script) throws IOException;
  }
}
