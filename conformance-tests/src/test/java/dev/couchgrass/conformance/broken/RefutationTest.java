package dev.couchgrass.conformance.broken;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.broken.TaggedRun.Ended;
import dev.couchgrass.conformance.rule.Rule;
import dev.couchgrass.conformance.rule.Rulebook;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult.Status;

/** What counts as a refutation is held to what must not count. */
class RefutationTest {
  private static final Rule RULE = Rulebook.packed().find("ENG-1").orElseThrow();
  private static final String REPORT =
      "%s (docs/spec/%s): %s\nCheck first: %s"
          .formatted(RULE.id(), RULE.page(), RULE.text(), RULE.checkFirst().orElseThrow());

  private static boolean refutes(String message, Throwable cause) {
    AssertionError failure = new AssertionError(message, cause);
    return Refutation.of(
        new Ended("id", "name", Set.of("ENG-1"), Status.FAILED, Optional.of(failure)), RULE);
  }

  @Test
  void aComparisonThatNamesTheRuleCounts() {
    assertTrue(refutes(REPORT, new AssertionError("expected: <1> but was: <2>")));
    Throwable onAnotherThread = new IllegalStateException(new AssertionError("expected: <1>"));
    assertTrue(refutes(REPORT, onAnotherThread));
  }

  @Test
  void anExceptionCountsNot() {
    assertFalse(refutes(REPORT, new IllegalStateException("The engine is closed")));
  }

  @Test
  void toWaitForNothingCountsNot() {
    assertFalse(refutes(REPORT, new AssertionError("A future did not complete")));
  }

  @Test
  void anotherRuleCountsNot() {
    AssertionError compared = new AssertionError("expected: <1> but was: <2>");
    assertFalse(refutes(REPORT.replace("ENG-1 ", "ENG-2 "), compared));
    assertFalse(refutes(REPORT.replace("Check first", "Check"), compared));
    assertFalse(refutes("expected: <1> but was: <2>", compared));
  }

  /** It fails every test there is, and refutes nothing. */
  @Test
  void anAdapterThatDoesNotOpenIsNotRefuted() {
    UnderTest.engines(
        () ->
            () -> {
              throw new IllegalStateException("There is no place for it");
            });
    List<Ended> failed = TaggedRun.of(UnderTest.Engines.class, Set.of("ENG-1")).all(Status.FAILED);
    assertTrue(failed.size() > 1);
    assertTrue(failed.stream().noneMatch(test -> Refutation.of(test, RULE)), failed::toString);
  }
}
