package dev.couchgrass.acceptance.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.acceptance.peer.KnownDefects.Defect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** What a list of known defects excuses, and when one has to go. */
class KnownDefectsTest {
  private final KnownDefects defects =
      KnownDefects.parse(
          "# words\nGET-3 It forgets.\n  Get.one\n  Get.two\n\nWRT-1 No.\n  Write.a\n");

  @Test
  void aTestOfTheListMayFailAndSaysWhy() {
    Throwable excused = Excuses.excused(defects, "Get.one", new AssertionError("broken"));
    assertTrue(excused instanceof TestAbortedException);
    assertEquals("Known to be broken there: GET-3: It forgets.", excused.getMessage());
  }

  @Test
  void anyOtherTestFails() {
    AssertionError failure = new AssertionError("broken");
    assertSame(failure, Excuses.excused(defects, "Get.three", failure));
  }

  @Test
  void aDefectOfWhichNoTestFailsIsGone() {
    defects.passed("Get.one");
    assertEquals(List.of(), defects.outlived(), "the other one did not run");
    defects.passed("Get.two");
    assertEquals(List.of(new Defect("GET-3", "It forgets.")), defects.outlived());
    assertTrue(defects.outlived("Get.two").isPresent());
    assertTrue(defects.outlived("Write.a").isEmpty());
  }

  @Test
  void aDefectOfWhichATestFailsStays() {
    defects.passed("Get.one");
    defects.excuse("Get.two");
    assertEquals(List.of(), defects.outlived());
  }

  @Test
  void aTestThatWouldOnlyWaitIsNotRun() {
    KnownDefects waiting = KnownDefects.parse("CHG-7 It waits.\n  Follow.a\n  - Follow.b\n");
    assertEquals("CHG-7: It waits.", waiting.skip("Follow.b").orElseThrow().toString());
    assertTrue(waiting.skip("Follow.a").isEmpty());
    waiting.passed("Follow.a");
    assertEquals(1, waiting.outlived().size(), "who is not run keeps nothing on the list");
  }

  @Test
  void whatNamesNoRuleOrATestTwiceIsNoList() {
    for (String text :
        List.of("ZZZ-1 It.\n", "GET-3\n", "  Get.one\n", "GET-1 a\n  T\nGET-2 b\n  T\n")) {
      assertThrows(IllegalArgumentException.class, () -> KnownDefects.parse(text));
    }
  }
}
