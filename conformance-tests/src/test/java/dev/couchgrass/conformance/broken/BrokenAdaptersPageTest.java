package dev.couchgrass.conformance.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.broken.engine.BrokenEngines;
import dev.couchgrass.conformance.broken.entry.BrokenEntryStores;
import dev.couchgrass.conformance.broken.operation.BrokenLogStores;
import dev.couchgrass.conformance.broken.storage.BrokenStores;
import dev.couchgrass.conformance.rule.Rule;
import dev.couchgrass.conformance.rule.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for readers lists the adapters that are tried, and no others. */
class BrokenAdaptersPageTest {
  private static final Path PAGE = Path.of("..", "docs", "broken-adapters.md");

  private static final List<List<BrokenAdapter>> ALL =
      List.of(BrokenEngines.ALL, BrokenStores.ALL, BrokenEntryStores.ALL, BrokenLogStores.ALL);

  private static Stream<String> rows(List<BrokenAdapter> adapters) {
    return adapters.stream()
        .map(each -> "| %s | %s | %s |".formatted(each.rule(), each.title(), each.fault()));
  }

  @Test
  void thePageListsEachOnce() throws IOException {
    List<String> expected = ALL.stream().flatMap(BrokenAdaptersPageTest::rows).toList();
    List<String> written =
        Files.readAllLines(PAGE).stream().filter(line -> line.matches("\\| [A-Z].*")).toList();
    assertEquals(String.join("\n", expected), String.join("\n", written));
  }

  @Test
  void thePageTellsHowManyThereAre() throws IOException {
    String count =
        "%d engines, %d storages, %d stores of entries and %d of signed logs"
            .formatted(ALL.stream().map(List::size).toArray());
    assertTrue(Files.readString(PAGE).contains(count), count);
  }

  /** Whoever adds a rule to the suites adds an adapter, or says here that there is none. */
  @Test
  void thePageNamesTheRulesThatNoneBreaks() throws IOException {
    Set<String> broken =
        ALL.stream().flatMap(List::stream).map(BrokenAdapter::rule).collect(Collectors.toSet());
    Set<String> tested = TaggedRun.tags(UnderTest.Engines.class);
    String unbroken =
        Rulebook.packed().rules().stream()
            .map(Rule::id)
            .filter(id -> tested.contains(id) && !broken.contains(id))
            .collect(Collectors.joining(", ", "Of these rules: ", "."));
    assertTrue(Files.readString(PAGE).replace("\n", " ").contains(unbroken), unbroken);
  }
}
