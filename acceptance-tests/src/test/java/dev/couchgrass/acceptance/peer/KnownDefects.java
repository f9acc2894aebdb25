package dev.couchgrass.acceptance.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.couchgrass.conformance.rule.Rule;
import dev.couchgrass.conformance.rule.Rulebook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that a foreign server breaks, and the tests that fail because of it. In a text file: a
 * rule's number and the reason on a line, below it, indented, the tests as {@code Group.method}; a
 * minus before it means that the test is not run, as it would only wait for long.
 *
 * <p>A test that is named there may fail. One whose defect is gone, as no test that is named with
 * it failed, is {@link #outlived}.
 */
final class KnownDefects {
  /** A rule that is broken, and why. */
  record Defect(String rule, String reason) {
    @Override
    public String toString() {
      return rule + ": " + reason;
    }
  }

  private static final String NOT_RUN = "- ";

  private final Map<String, Defect> byTest = new HashMap<>();
  private final Map<Defect, Set<String>> byDefect = new HashMap<>();
  private final Set<String> idle = new HashSet<>();
  private final Set<String> passed = new HashSet<>();
  private final Set<String> failed = new HashSet<>();

  private KnownDefects() {}

  static KnownDefects of(String resource) {
    try (InputStream in = KnownDefects.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("There is no " + resource);
      }
      return parse(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static KnownDefects parse(String text) {
    KnownDefects known = new KnownDefects();
    Optional<Defect> current = Optional.empty();
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith(" ")) {
        known.add(
            current.orElseThrow(() -> new IllegalArgumentException("No rule above: " + line)),
            line.strip());
      } else {
        current = Optional.of(defect(line));
      }
    }
    return known;
  }

  private static Defect defect(String line) {
    String[] parts = line.split(" ", 2);
    Optional<Rule> rule = Rulebook.packed().find(parts[0]);
    if (rule.isEmpty() || parts.length < 2) {
      throw new IllegalArgumentException("Not a rule and a reason: " + line);
    }
    return new Defect(parts[0], parts[1].strip());
  }

  private void add(Defect defect, String line) {
    boolean runs = !line.startsWith(NOT_RUN);
    String test = runs ? line : line.substring(NOT_RUN.length());
    if (byTest.putIfAbsent(test, defect) != null) {
      throw new IllegalArgumentException("A test is named twice: " + test);
    }
    if (runs) {
      byDefect.computeIfAbsent(defect, none -> new LinkedHashSet<>()).add(test);
    } else {
      idle.add(test);
    }
  }

  /** Why a test is not even run. */
  Optional<Defect> skip(String test) {
    return Optional.of(test).filter(idle::contains).map(byTest::get);
  }

  /** Why a test that failed may do so. */
  synchronized Optional<Defect> excuse(String test) {
    failed.add(test);
    return Optional.ofNullable(byTest.get(test));
  }

  synchronized void passed(String test) {
    passed.add(test);
  }

  /** What a test is named with that is gone. */
  synchronized Optional<Defect> outlived(String test) {
    return Optional.ofNullable(byTest.get(test)).filter(outlived()::contains);
  }

  /** The defects of which every test ran and none failed. */
  synchronized List<Defect> outlived() {
    List<Defect> gone = new ArrayList<>();
    byDefect.forEach(
        (defect, tests) -> {
          if (passed.containsAll(tests) && tests.stream().noneMatch(failed::contains)) {
            gone.add(defect);
          }
        });
    return gone;
  }
}
