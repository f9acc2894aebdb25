package dev.couchgrass.conformance.matrix;

import dev.couchgrass.conformance.matrix.SuiteRun.Standing;
import dev.couchgrass.conformance.rule.Rule;
import dev.couchgrass.conformance.rule.Rulebook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stores × capabilities × rules, in Markdown. */
final class Matrix {
  private final List<SuiteRun> runs;
  private final Collection<Rule> rules;

  Matrix(List<SuiteRun> runs, Rulebook rulebook) {
    this.runs = List.copyOf(runs);
    // What no suite tests is not about stores.
    this.rules =
        rulebook.rules().stream()
            .filter(
                rule ->
                    this.runs.stream().anyMatch(run -> run.standing(rule.id()) != Standing.NONE))
            .toList();
  }

  /** A row for each capability, and one for each page of rules with how many are proved. */
  String summary() {
    List<String> lines = new ArrayList<>(header("", run -> "`" + run.name() + "`"));
    SortedSet<String> capabilities = new TreeSet<>();
    runs.forEach(run -> capabilities.addAll(run.capabilities()));
    for (String capability : capabilities) {
      lines.add(
          row("`" + capability + "`", run -> run.capabilities().contains(capability) ? "✓" : "–"));
    }
    Set<String> pages = new LinkedHashSet<>();
    rules.forEach(rule -> pages.add(rule.page()));
    for (String page : pages) {
      lines.add(row("[" + page.replace(".md", "") + "](docs/spec/" + page + ")", count(page)));
    }
    return String.join("\n", lines);
  }

  /** How many of a page's rules that the suite tests are proved, without a test skipped. */
  private Function<SuiteRun, String> count(String page) {
    return run -> {
      List<Standing> standings =
          rules.stream()
              .filter(rule -> rule.page().equals(page))
              .map(rule -> run.standing(rule.id()))
              .filter(standing -> standing != Standing.NONE)
              .toList();
      long proved = standings.stream().filter(each -> each == Standing.PROVED).count();
      return standings.isEmpty() ? "" : proved + "/" + standings.size();
    };
  }

  /** A row for each rule that any suite tests, and what was skipped, and why. */
  String details() {
    List<String> lines = new ArrayList<>(header("rule", run -> "`" + run.name() + "`"));
    for (Rule rule : rules) {
      lines.add(
          row(
              "[" + rule.id() + "](spec/" + rule.page() + ")",
              run -> run.standing(rule.id()).sign()));
    }
    for (SuiteRun run : runs) {
      if (!run.skipped().isEmpty()) {
        lines.add("");
        lines.add("What `" + run.name() + "` skips:");
        lines.add("");
        run.skipped().forEach(reason -> lines.add("- " + reason));
      }
    }
    return String.join("\n", lines);
  }

  private List<String> header(String first, Function<SuiteRun, String> name) {
    return List.of(
        row(first, name), Stream.generate(() -> "---").limit(runs.size() + 1L).collect(joined()));
  }

  private String row(String first, Function<SuiteRun, String> cell) {
    return Stream.concat(Stream.of(first), runs.stream().map(cell)).collect(joined());
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(" | ", "| ", " |");
  }
}
