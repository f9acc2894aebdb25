package dev.couchgrass.conformance.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Group;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
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

    private static String seen = "";

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
}
