package dev.couchgrass.conformance.matrix;

import dev.couchgrass.conformance.rule.RunRecord.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run of a suite proved.
 *
 * @param name the suite's, which is its class's without {@code Conformance}
 * @param capabilities that the store said it has
 * @param outcomes of the tests of each rule
 * @param skipped why tests were skipped
 */
record SuiteRun(
    String name,
    SortedSet<String> capabilities,
    Map<String, Set<Outcome>> outcomes,
    SortedSet<String> skipped) {
  private static final String SUFFIX = ".tsv";

  /** How a rule stands. */
  enum Standing {
    /** All its tests passed. */
    PROVED("✓"),
    /** Some were skipped. */
    PARTLY("(✓)"),
    /** All were skipped. */
    SKIPPED("–"),
    FAILED("✗"),
    /** No test of the suite is about it. */
    NONE("");

    private final String sign;

    Standing(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }
  }

  Standing standing(String rule) {
    Set<Outcome> seen = outcomes.getOrDefault(rule, Set.of());
    if (seen.isEmpty()) {
      return Standing.NONE;
    }
    if (seen.contains(Outcome.FAILED)) {
      return Standing.FAILED;
    }
    if (!seen.contains(Outcome.SKIPPED)) {
      return Standing.PROVED;
    }
    return seen.contains(Outcome.PASSED) ? Standing.PARTLY : Standing.SKIPPED;
  }

  /**
   * Reads what a run recorded.
   *
   * @throws IOException if it can't be read
   * @throws IllegalArgumentException if it is no record of a run
   */
  static SuiteRun read(Path file) throws IOException {
    String name = file.getFileName().toString().replace(SUFFIX, "").replace("Conformance", "");
    SuiteRun run = new SuiteRun(name, new TreeSet<>(), new TreeMap<>(), new TreeSet<>());
    for (String line : Files.readAllLines(file)) {
      run.add(line.split("\t", -1));
    }
    return run;
  }

  private void add(String[] fields) {
    if (fields.length == 2 && fields[0].equals("capability")) {
      capabilities.add(fields[1]);
    } else if (fields.length == 5 && fields[0].equals("rule")) {
      Outcome outcome = Outcome.valueOf(fields[2]);
      outcomes.computeIfAbsent(fields[1], rule -> EnumSet.noneOf(Outcome.class)).add(outcome);
      if (outcome == Outcome.SKIPPED) {
        skipped.add(fields[4]);
      }
    } else {
      throw new IllegalArgumentException("No line of a record: " + String.join(" ", fields));
    }
  }

  /**
   * All that were recorded in some folders by suites of that name, in the order of their names:
   * suites that are run on what is wrong on purpose have others.
   */
  static List<SuiteRun> below(List<Path> folders) throws IOException {
    Map<String, SuiteRun> runs = new TreeMap<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (var files = Files.newDirectoryStream(folder, "*Conformance" + SUFFIX)) {
          for (Path file : files) {
            SuiteRun run = read(file);
            runs.put(run.name(), run);
          }
        }
      }
    }
    return new ArrayList<>(runs.values());
  }
}
