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
  private final List<String> remarks;

  private Explanation(List<Rule> rules, Optional<String> foundation, List<String> remarks) {
    this.rules = rules;
    this.foundation = foundation;
    this.remarks = List.copyOf(remarks);
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
    return new Explanation(rules, foundation(instances), List.of());
  }

  private static Optional<String> foundation(List<Object> instances) {
    return instances.stream()
        .flatMap(
            each -> Optional.ofNullable(each.getClass().getAnnotation(StandsOn.class)).stream())
        .map(StandsOn::value)
        .findFirst();
  }

  /** The same, with something to be said at the end. */
  Explanation with(String remark) {
    List<String> all = new ArrayList<>(remarks);
    all.add(remark);
    return new Explanation(rules, foundation, all);
  }

  /** The failure, explained; the same if there is nothing to say. */
  Throwable explain(Throwable failure) {
    if (rules.isEmpty() && remarks.isEmpty()) {
      return failure;
    }
    String message = Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
    List<Rule> named = named(message);
    List<Rule> broken = named.isEmpty() ? rules : named;
    List<String> lines = new ArrayList<>();
    lines.add(named.isEmpty() ? heading() + message : message);
    for (Rule rule : broken) {
      lines.add("");
      lines.add(rule.id() + " (docs/spec/" + rule.page() + "): " + rule.text());
      rule.checkFirst().ifPresent(hint -> lines.add("Check first: " + before(rule) + hint));
    }
    for (String remark : remarks) {
      lines.add("");
      lines.add(remark);
    }
    return BrokenRuleError.of(String.join("\n", lines), failure);
  }

  /** Of the test's rules those that the failure itself names. */
  private List<Rule> named(String message) {
    return rules.stream()
        .filter(rule -> message.matches("(?s).*\\b" + rule.id() + "\\b.*"))
        .toList();
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
