package dev.couchgrass.conformance.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.broken.SuiteRun.Ended;
import dev.couchgrass.conformance.broken.engine.BrokenEngine;
import dev.couchgrass.conformance.broken.engine.ReferenceHome;
import dev.couchgrass.conformance.broken.storage.BrokenStore;
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
 * The suites refute each broken adapter: a test that names the rule that the adapter breaks fails,
 * and says so. The same test passes on the honest adapter that the broken one was made of.
 */
class BrokenAdaptersTest {
  private static final Rulebook RULES = Rulebook.packed();

  @TestFactory
  Stream<DynamicTest> engines() {
    UnderTest.engines(ReferenceHome::honest);
    return trials(UnderTest.Engines.class, BrokenEngine.values());
  }

  @TestFactory
  Stream<DynamicTest> storages() {
    UnderTest.storages(WrappedHome::honest);
    return trials(UnderTest.Storages.class, BrokenStore.values());
  }

  private static Stream<DynamicTest> trials(Class<?> suite, BrokenAdapter... adapters) {
    Set<String> rules =
        Stream.of(adapters).map(BrokenAdapter::rule).collect(Collectors.toUnmodifiableSet());
    SuiteRun honest = SuiteRun.of(suite, rules);
    return Stream.concat(
        Stream.of(DynamicTest.dynamicTest("honest", () -> assertSound(honest))),
        Stream.of(adapters)
            .map(
                adapter ->
                    DynamicTest.dynamicTest(
                        adapter.rule() + " " + adapter.title(),
                        () -> assertCaught(adapter, suite, honest))));
  }

  private static void assertSound(SuiteRun honest) {
    assertEquals(List.of(), honest.all(Status.FAILED));
    assertFalse(honest.all(Status.SUCCESSFUL).isEmpty());
  }

  private static void assertCaught(BrokenAdapter adapter, Class<?> suite, SuiteRun honest) {
    long start = System.nanoTime();
    adapter.install();
    SuiteRun run = SuiteRun.of(suite, Set.of(adapter.rule()));
    Set<String> sound =
        honest.all(Status.SUCCESSFUL).stream().map(Ended::id).collect(Collectors.toSet());
    Rule rule = RULES.find(adapter.rule()).orElseThrow();
    List<String> caught =
        run.all(Status.FAILED).stream()
            .filter(test -> sound.contains(test.id()) && Refutation.of(test, rule))
            .map(Ended::name)
            .toList();
    System.out.printf(
        "%s %s: %s, %d ms%n",
        adapter.rule(), adapter.name(), caught, (System.nanoTime() - start) / 1000000);
    assertTrue(
        !caught.isEmpty(),
        () ->
            adapter.title()
                + " "
                + adapter.fault()
                + ", and no test says so: "
                + run.all(Status.FAILED));
  }
}
