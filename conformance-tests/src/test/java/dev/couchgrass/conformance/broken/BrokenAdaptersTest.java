package dev.couchgrass.conformance.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.couchgrass.conformance.broken.TaggedRun.Ended;
import dev.couchgrass.conformance.broken.engine.BrokenEngines;
import dev.couchgrass.conformance.broken.engine.ReferenceHome;
import dev.couchgrass.conformance.broken.entry.BrokenEntryStores;
import dev.couchgrass.conformance.broken.operation.BrokenLogStores;
import dev.couchgrass.conformance.broken.storage.BrokenStores;
import dev.couchgrass.conformance.broken.storage.WrappedHome;
import dev.couchgrass.conformance.rule.Rule;
import dev.couchgrass.conformance.rule.Rulebook;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * The suites refute each broken adapter: of the tests that name the rule that it breaks, at least
 * one fails, says which rule that is, and passes on the honest adapter from which the broken one
 * differs in nothing else.
 */
class BrokenAdaptersTest {
  private static final Rulebook RULES = Rulebook.packed();
  private static final int RUNS = 20;

  @TestFactory
  Stream<DynamicTest> engines() {
    UnderTest.engines(ReferenceHome::honest);
    return trials(UnderTest.Engines.class, BrokenEngines.ALL);
  }

  @TestFactory
  Stream<DynamicTest> storages() {
    UnderTest.storages(WrappedHome::honest);
    return trials(UnderTest.Storages.class, BrokenStores.ALL);
  }

  @TestFactory
  Stream<DynamicTest> entryStores() {
    UnderTest.storages(WrappedHome::honest);
    return trials(UnderTest.Storages.class, BrokenEntryStores.ALL);
  }

  @TestFactory
  Stream<DynamicTest> logStores() {
    UnderTest.storages(WrappedHome::honest);
    return trials(UnderTest.Storages.class, BrokenLogStores.ALL);
  }

  /** The honest one is tried once, on all that the broken ones are tried on. */
  private static Stream<DynamicTest> trials(Class<?> suite, List<BrokenAdapter> adapters) {
    Set<String> rules =
        adapters.stream().map(BrokenAdapter::rule).collect(Collectors.toUnmodifiableSet());
    TaggedRun honest = TaggedRun.of(suite, rules);
    return Stream.concat(
        Stream.of(DynamicTest.dynamicTest("the honest one", () -> assertSound(honest, rules))),
        adapters.stream()
            .map(
                adapter ->
                    DynamicTest.dynamicTest(
                        adapter.rule() + " " + adapter.title(),
                        () -> assertRefuted(adapter, suite, honest))));
  }

  private static void assertSound(TaggedRun honest, Set<String> rules) {
    assertEquals(List.of(), honest.all(Status.FAILED));
    for (String rule : rules) {
      assertFalse(
          honest.all(Status.SUCCESSFUL).stream().noneMatch(test -> test.tags().contains(rule)),
          () -> "Nothing was run that names " + rule);
    }
  }

  /** What shows in a race alone may be missed on a busy machine: it is tried again. */
  private static void assertRefuted(BrokenAdapter adapter, Class<?> suite, TaggedRun honest) {
    Rule rule = RULES.find(adapter.rule()).orElseThrow();
    Set<String> sound =
        honest.all(Status.SUCCESSFUL).stream().map(Ended::id).collect(Collectors.toSet());
    List<Ended> failed = List.of();
    List<String> refuting = List.of();
    for (int run = 0; run < RUNS && refuting.isEmpty(); run++) {
      adapter.install().run();
      failed = TaggedRun.of(suite, Set.of(rule.id())).all(Status.FAILED);
      refuting =
          failed.stream()
              .filter(test -> sound.contains(test.id()) && Refutation.of(test, rule))
              .map(Ended::name)
              .toList();
    }
    System.out.printf("%s %s: refuted by %s%n", rule.id(), adapter.title(), refuting);
    String missed =
        "It " + adapter.fault() + ", and no test tells so; of those that failed: " + failed;
    assertFalse(refuting.isEmpty(), missed);
  }
}
