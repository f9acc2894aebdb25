package dev.couchgrass.architecture;

import static java.util.stream.Collectors.toSet;

import dev.couchgrass.architecture.TestSources.Tagged;
import dev.couchgrass.conformance.rule.Rule;
import dev.couchgrass.conformance.rule.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds the rules of the specification and the tests that name them against each other. */
final class Coverage {
  private static final Pattern RULE = Pattern.compile("\\*\\*[A-Z]+-[0-9]+\\*\\*");

  private final Map<String, String> pages;
  private final Rulebook rules;
  private final List<Tagged> tags;

  /**
   * @throws IllegalArgumentException if two rules have one number
   */
  Coverage(Map<String, String> pages, List<Tagged> tags) {
    this.pages = pages;
    this.rules = Rulebook.of(pages);
    this.tags = tags.stream().filter(tagged -> Rule.isId(tagged.tag())).toList();
  }

  /** What is wrong, in words. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    Set<String> named = tags.stream().filter(Tagged::onTest).map(Tagged::tag).collect(toSet());
    for (Rule rule : rules.rules()) {
      if (!rule.demands()) {
        problems.add(rule.id() + " has none of the words MUST, SHOULD and MAY");
      }
      if (rule.checkFirst().isEmpty()) {
        problems.add(rule.id() + " does not say what to check first");
      }
      if (rule.binding() && !named.contains(rule.id())) {
        problems.add(rule.id() + " is named by no test");
      }
    }
    for (Tagged tagged : tags) {
      if (rules.find(tagged.tag()).isEmpty()) {
        problems.add(tagged.place() + " names a rule that does not exist: " + tagged.tag());
      }
      if (!tagged.onTest()) {
        problems.add(tagged.place() + " names a rule and is no test: " + tagged.tag());
      }
    }
    long written =
        pages.values().stream().mapToLong(page -> RULE.matcher(page).results().count()).sum();
    if (written != rules.rules().size()) {
      problems.add(
          "Of " + written + " rules, " + rules.rules().size() + " are in a form that is read");
    }
    return problems;
  }
}
