package dev.couchgrass.conformance.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.couchgrass.conformance.script.Sample;
import dev.couchgrass.conformance.script.Script;
import dev.couchgrass.conformance.script.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Group;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.AssertionFailedError;

class ReportTest {
  private static final Rulebook RULES = Rulebook.packed();

  /** What an adapter's author writes is one class below such a suite. */
  @ExtendWith(TestReport.class)
  @AddLifecycleHook(PropertyReport.class)
  @StandsOn("ENG")
  abstract static class Suite {
    @Nested
    final class Tests {
      @Test
      @Tag("WRT-3")
      @Tag("slow")
      @Tag("ENG-1")
      void compares() {
        assertEquals(1, 2);
      }

      @Test
      @Tag("WRT-1")
      void throwsWithoutMessage() {
        List.of().iterator().next();
      }

      @Test
      void namesNothing() {
        assertEquals("this", "that");
      }

      @Test
      @Tag("WRT-1")
      void isSkipped() {
        assumeTrue(false, "lacks it");
      }
    }

    @Group
    final class Properties {
      @Property
      @net.jqwik.api.Tag("TREE-3")
      void fails(@ForAll int number) {
        note(number);
        assertTrue(number < 1_000);
      }
    }

    @Group
    final class Scripts {
      @Provide
      Arbitrary<Script<Sample>> scripts() {
        return Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(Step.of("note", "a", 1, true))),
                Tuple.of(1, Arbitraries.just(Step.of("fail"))))
            .list()
            .map(steps -> Script.of(Sample.class, steps));
      }

      @Property(tries = 50)
      @net.jqwik.api.Tag("TREE-3")
      @net.jqwik.api.Tag("WIN-1")
      void failsAtAStep(@ForAll("scripts") Script<Sample> script) {
        Sample.on(script::runOn);
      }

      @Property(tries = 50)
      @net.jqwik.api.Tag("TREE-3")
      void succeeds(@ForAll int number) {
        count();
      }
    }

    @Group
    final class Kept {
      @BeforeProperty
      void failsAgain() {
        throw new AssertionError("It fails again: " + counted());
      }

      @Property
      @net.jqwik.api.Tag("WIN-1")
      void isTriedAfterwards(@ForAll int number) {
        note(number);
      }
    }

    private String counted() {
      return "as before";
    }

    private static String seen = "";
    private static int tried;

    private void count() {
      tried++;
    }

    private void note(int number) {
      seen = seen + number + " ";
    }
  }

  static final class Adapter extends Suite {}

  private static Map<String, TestExecutionResult> run() {
    Suite.seen = "";
    return Launched.all(Adapter.class);
  }

  private static Throwable failure(String test) {
    return run().get(test).getThrowable().orElseThrow();
  }

  private static String message(String test) {
    return String.valueOf(failure(test).getMessage());
  }

  private static void assertContains(String part, String whole) {
    assertTrue(whole.contains(part), () -> part + " is not in " + whole);
  }

  @Test
  void aFailureTellsTheRulesAndWhereToLook() {
    AssertionFailedError failure =
        assertInstanceOf(AssertionFailedError.class, failure("compares"));
    String message = failure.getMessage();
    assertContains("expected: <1> but was: <2>\n", message);
    for (String id : new String[] {"WRT-3", "ENG-1"}) {
      Rule rule = RULES.find(id).orElseThrow();
      assertContains(
          "\n" + id + " (docs/spec/" + rule.page() + "): " + rule.text() + "\n", message);
      assertContains(rule.checkFirst().orElseThrow(), message);
    }
    assertContains("Check first: do tests of ENG rules fail too?", message);
    assertContains("Check first: " + RULES.find("ENG-1").orElseThrow().checkFirst().get(), message);
    assertTrue(message.indexOf("slow") < 0, message);
    assertEquals(1, failure.getExpected().getValue());
    assertEquals(2, failure.getActual().getValue());
  }

  @Test
  void anyOtherFailureIsTheCause() {
    Throwable failure = failure("throwsWithoutMessage");
    assertInstanceOf(NoSuchElementException.class, failure.getCause());
    assertContains(
        "WRT-1: java.util.NoSuchElementException\n", String.valueOf(failure.getMessage()));
  }

  @Test
  void aTestThatNamesNoRuleFailsAsItDid() {
    assertEquals("expected: <this> but was: <that>", message("namesNothing"));
  }

  @Test
  void whatIsSkippedStaysSkipped() {
    TestExecutionResult result = run().get("isSkipped");
    assertEquals(TestExecutionResult.Status.ABORTED, result.getStatus());
    assertEquals("Assumption failed: lacks it", result.getThrowable().orElseThrow().getMessage());
  }

  @Test
  void aPropertyTellsItsSeedWhichRepeatsIt() {
    String message = message("fails");
    assertContains(RULES.find("TREE-3").orElseThrow().text(), message);
    Matcher seed = Pattern.compile("-Dcouchgrass\\.seed=(-?\\d+) repeats it").matcher(message);
    assertTrue(seed.find(), message);
    String first = Suite.seen;
    System.setProperty("couchgrass.seed", seed.group(1));
    try {
      assertEquals(message, message("fails"));
      assertEquals(first, Suite.seen);
    } finally {
      System.clearProperty("couchgrass.seed");
    }
  }

  @Test
  void aScriptIsShownAsShortAsItCanBeAndKept() throws IOException {
    try (OwnRegressions regressions = new OwnRegressions()) {
      String message = message("failsAtAStep");
      assertContains("    Sample.on(trial -> trial\n        .fail());\n", message);
      Path kept = regressions.files().findFirst().orElseThrow();
      assertContains("Kept in " + kept, message);
      assertEquals(".fail()\n", Files.readString(kept));
    }
  }

  /** The step says which of the property's rules it was about. */
  @Test
  void aFailureThatNamesARuleIsToldThatOneAlone() {
    try (OwnRegressions regressions = new OwnRegressions()) {
      String message = message("failsAtAStep");
      assertEquals(1, regressions.files().count());
      assertContains(RULES.find("WIN-1").orElseThrow().text(), message);
      assertFalse(message.contains(RULES.find("TREE-3").orElseThrow().text()), message);
    }
  }

  @Test
  void whatIsTriedFirstTellsTheRulesToo() {
    String message = message("isTriedAfterwards");
    assertContains("It fails again: as before", message);
    assertContains(RULES.find("WIN-1").orElseThrow().text(), message);
  }

  @Test
  void moreEffortTriesMoreOften() {
    Suite.tried = 0;
    run();
    int once = Suite.tried;
    System.setProperty("couchgrass.effort", "10");
    try {
      Suite.tried = 0;
      run();
      assertEquals(10 * once, Suite.tried);
    } finally {
      System.clearProperty("couchgrass.effort");
    }
  }
}
