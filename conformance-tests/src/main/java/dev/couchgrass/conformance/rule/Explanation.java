package dev.couchgrass.conformance.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of a failed test, in words that need no look at the test. */
final class Explanation {
  private static final Rulebook RULEBOOK = Rulebook.packed();

  private final List<Rule> rules;
  private final Optional<String> foundation;
  private final Optional<String> seed;

  private Explanation(List<Rule> rules, Optional<String> foundation, Optional<String> seed) {
    this.rules = rules;
    this.foundation = foundation;
    this.seed = seed;
  }

  /**
   * Of a test.
   *
   * @param tags the test's; those that are no rule's id are passed over
   * @param instances the test's, and those around it
   */
  static Explanation of(Collection<String> tags, List<Object> instances) {
    List<Rule> rules =
        tags.stream().flatMap(tag -> RULEBOOK.find(tag).stream()).distinct().toList();
    return new Explanation(rules, foundation(instances), Optional.empty());
  }

  private static Optional<String> foundation(List<Object> instances) {
    return instances.stream()
        .flatMap(
            each -> Optional.ofNullable(each.getClass().getAnnotation(StandsOn.class)).stream())
        .map(StandsOn::value)
        .findFirst();
  }

  Explanation withSeed(Optional<String> value) {
    return new Explanation(rules, foundation, value);
  }

  /** The failure, explained; the same if there is nothing to say. */
  Throwable explain(Throwable failure) {
    if (rules.isEmpty() && seed.isEmpty()) {
      return failure;
    }
    List<String> lines = new ArrayList<>();
    lines.add(heading() + Optional.ofNullable(failure.getMessage()).orElse(failure.toString()));
    for (Rule rule : rules) {
      lines.add("");
      lines.add(rule.id() + " (docs/spec/" + rule.page() + "): " + rule.text());
      rule.checkFirst().ifPresent(hint -> lines.add("Check first: " + before(rule) + hint));
    }
    seed.ifPresent(
        value -> {
          lines.add("");
          lines.add(
              "The seed was " + value + "; -D" + SeedProperty.NAME + "=" + value + " repeats it.");
        });
    return BrokenRuleError.of(String.join("\n", lines), failure);
  }

  private String heading() {
    return rules.isEmpty()
        ? ""
        : rules.stream().map(Rule::id).collect(Collectors.joining(", ", "", ": "));
  }

  private String before(Rule rule) {
    return foundation
        .filter(topic -> !topic.equals(rule.topic()))
        .map(topic -> "do tests of " + topic + " rules fail too? This stands on them. Else: ")
        .orElse("");
  }
}
