package dev.couchgrass.conformance.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place for the scripts that fail in a run within a test: what is to fail is no regression, and
 * must not be tried first in any other run.
 */
public final class OwnRegressions implements AutoCloseable {
  private static final String PROPERTY = "couchgrass.regressions";

  private final Optional<String> before = Optional.ofNullable(System.getProperty(PROPERTY));
  private final Path folder;

  /** From now on, until it is closed. */
  public OwnRegressions() {
    try {
      folder = Files.createTempDirectory("couchgrass-regressions");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.setProperty(PROPERTY, folder.toString());
  }

  /** As long as something runs, of which nothing is kept. */
  public static void during(Runnable run) {
    OwnRegressions own = new OwnRegressions();
    try {
      run.run();
    } finally {
      own.close();
    }
  }

  /** The scripts that were kept. */
  public Stream<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    before.ifPresentOrElse(
        value -> System.setProperty(PROPERTY, value), () -> System.clearProperty(PROPERTY));
    try {
      for (Path file : files().toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
