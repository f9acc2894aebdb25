package dev.couchgrass.conformance.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a run of the suites proved, a file for each suite, in the folder that the system property
 * {@code couchgrass.record} names; if there is none, nothing is written.
 *
 * <p>A file is named after the suite's class. Its lines have fields with tabs between them: {@code
 * capability} and its name; or {@code rule}, its number, {@code PASSED}, {@code SKIPPED} or {@code
 * FAILED}, the test, and why it was skipped. The newest run's lines replace those of the one
 * before.
 */
public final class RunRecord {
  static final String PROPERTY = "couchgrass.record";

  /** How a test ended. */
  public enum Outcome {
    PASSED,
    SKIPPED,
    FAILED
  }

  private static final RunRecord OF_THIS_RUN =
      new RunRecord(
          Optional.ofNullable(System.getProperty(PROPERTY))
              .filter(folder -> !folder.isBlank())
              .map(Path::of));

  private final Optional<Path> folder;
  private final Set<String> begun = new HashSet<>();
  private final Set<String> written = new HashSet<>();

  RunRecord(Optional<Path> folder) {
    this.folder = folder;
  }

  static RunRecord ofThisRun() {
    return OF_THIS_RUN;
  }

  void capabilities(Class<?> suite, Collection<String> capabilities) {
    capabilities.stream().sorted().forEach(each -> line(suite, "capability\t" + each));
  }

  void test(Class<?> suite, Collection<String> tags, String test, Outcome outcome, String reason) {
    tags.stream()
        .filter(Rule::isId)
        .sorted()
        .forEach(
            rule ->
                line(
                    suite,
                    String.join(
                        "\t", "rule", rule, outcome.name(), test, reason.replaceAll("\\s+", " "))));
  }

  private synchronized void line(Class<?> suite, String line) {
    if (folder.isEmpty() || !written.add(suite.getName() + line)) {
      return;
    }
    Path file = folder.get().resolve(suite.getSimpleName() + ".tsv");
    try {
      Files.createDirectories(folder.get());
      if (begun.add(suite.getName())) {
        Files.writeString(file, line + "\n");
      } else {
        Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
