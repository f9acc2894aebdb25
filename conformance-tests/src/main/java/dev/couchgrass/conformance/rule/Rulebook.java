package dev.couchgrass.conformance.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The rules of {@code docs/spec}, read from the pages themselves, which are packed with this class.
 *
 * <p>A rule is a line {@code - **WRT-3** …}. A line {@code Check first: …}, indented below a rule,
 * is that rule's; below a heading, it is for all rules of the section that have none of their own.
 */
public final class Rulebook {
  private static final String INDEX = "README.md";
  private static final Pattern LINK = Pattern.compile("\\]\\(([\\w-]+\\.md)\\)");
  private static final Pattern RULE = Pattern.compile("- \\*\\*([A-Z]+-[0-9]+)\\*\\* (.+)");
  private static final String CHECK_FIRST = "Check first: ";

  private final Map<String, Rule> rules = new LinkedHashMap<>();

  private Rulebook() {}

  /** The rules that this version of the kit was built with: of every page that the index links. */
  public static Rulebook packed() {
    Map<String, String> pages = new LinkedHashMap<>();
    LINK.matcher(resource(INDEX))
        .results()
        .map(link -> link.group(1))
        .forEach(page -> pages.computeIfAbsent(page, Rulebook::resource));
    return of(pages);
  }

  /**
   * The rules of some pages.
   *
   * @param pages their texts, by their names
   * @throws IllegalArgumentException if an id is used twice
   */
  public static Rulebook of(Map<String, String> pages) {
    Rulebook book = new Rulebook();
    pages.forEach(book::read);
    return book;
  }

  /** All rules, in the order of the pages. */
  public Collection<Rule> rules() {
    return List.copyOf(rules.values());
  }

  /** The rule of this id, if there is one. */
  public Optional<Rule> find(String id) {
    return Optional.ofNullable(rules.get(id));
  }

  private void read(String page, String text) {
    Optional<String> ofSection = Optional.empty();
    Optional<Rule> last = Optional.empty();
    for (String line : text.lines().toList()) {
      Optional<MatchResult> rule = RULE.matcher(line).results().findFirst();
      if (line.startsWith("#")) {
        ofSection = Optional.empty();
      } else if (line.startsWith(CHECK_FIRST)) {
        ofSection = Optional.of(line.substring(CHECK_FIRST.length()));
      } else if (line.startsWith("  " + CHECK_FIRST) && last.isPresent()) {
        String own = line.substring(2 + CHECK_FIRST.length());
        Rule above = last.get();
        rules.put(above.id(), new Rule(above.id(), page, above.text(), Optional.of(own)));
      } else if (rule.isPresent()) {
        last = Optional.of(new Rule(rule.get().group(1), page, rule.get().group(2), ofSection));
        add(last.get());
      }
    }
  }

  private void add(Rule rule) {
    Rule before = rules.putIfAbsent(rule.id(), rule);
    if (before != null) {
      throw new IllegalArgumentException(
          "Two rules have one number: " + before.page() + " and " + rule);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Rulebook.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The page is not packed: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
