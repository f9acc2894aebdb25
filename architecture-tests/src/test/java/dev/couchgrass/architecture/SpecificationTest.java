package dev.couchgrass.architecture;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.architecture.TestSources.Tagged;
import dev.couchgrass.conformance.rule.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecificationTest {
  /** Fewer than this means that the specification was not found. */
  private static final int FEWEST_RULES = 100;

  private static Map<String, String> pages() {
    return SourceTree.specification().stream()
        .collect(toMap(page -> page.getFileName().toString(), SourceTree::text));
  }

  @Test
  void everyBindingRuleIsNamedByATest() {
    Map<String, String> pages = pages();
    assertTrue(Rulebook.of(pages).rules().size() >= FEWEST_RULES, () -> "Only " + pages.keySet());
    List<String> problems =
        new Coverage(pages, TestSources.tags(SourceTree.javaFiles())).problems();
    assertEquals(List.of(), problems, () -> String.join("\n", problems));
  }

  /** A page that the index does not link is in no failed test's message. */
  @Test
  void theKitKnowsEveryRule() {
    assertEquals(
        Rulebook.of(pages()).rules().stream().map(Object::toString).sorted().toList(),
        Rulebook.packed().rules().stream().map(Object::toString).sorted().toList());
  }

  private static List<String> problems(String page, Tagged... tags) {
    return new Coverage(Map.of("page.md", page), List.of(tags)).problems();
  }

  private static final String ONE = "Check first: it.\n\n- **ONE-1** It MUST be.\n";

  private static Tagged test(String tag) {
    return new Tagged(tag, "Here#test", true);
  }

  @Test
  void whatIsInOrderIsNoProblem() {
    assertEquals(List.of(), problems(ONE, test("ONE-1"), test("slow")));
    assertEquals(List.of(), problems(ONE + "- **ONE-2** It MAY be.\n", test("ONE-1")));
  }

  @Test
  void aBindingRuleWithoutTestIsAProblem() {
    assertEquals(List.of("ONE-1 is named by no test"), problems(ONE));
    String not = "Check first: it.\n- **ONE-2** It MUST NOT be.";
    assertEquals(List.of("ONE-2 is named by no test"), problems(not));
  }

  @Test
  void aTagOfNoRuleAndATagOnNoTestAreProblems() {
    assertEquals(
        List.of("Here#test names a rule that does not exist: ONE-2"),
        problems(ONE, test("ONE-1"), test("ONE-2")));
    assertEquals(
        List.of("ONE-1 is named by no test", "Here#helper names a rule and is no test: ONE-1"),
        problems(ONE, new Tagged("ONE-1", "Here#helper", false)));
  }

  @Test
  void aRuleThatDemandsNothingIsAProblem() {
    assertEquals(
        List.of("ONE-2 has none of the words MUST, SHOULD and MAY"),
        problems(ONE + "- **ONE-2** It must be.\n", test("ONE-1")));
  }

  @Test
  void aRuleThatHasNoHintAndOneThatIsNotReadAreProblems() {
    assertEquals(
        List.of("ONE-1 does not say what to check first"),
        problems("- **ONE-1** It MUST be.\n", test("ONE-1")));
    assertEquals(
        List.of("Of 2 rules, 1 are in a form that is read"),
        problems(ONE + "* **ONE-2** It MUST be.\n", test("ONE-1")));
  }

  @Test
  void aNumberUsedTwiceIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> problems(ONE + "- **ONE-1** Or not.\n", test("ONE-1")));
  }

  @Test
  void tagsAreReadFromSources(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("SomeTest.java");
    Files.writeString(
        file,
        """
        @Tag("ONE-1")
        class SomeTest {
          // @Tag("ONE-2")
          @Test @Tag("ONE-3") @org.junit.jupiter.api.Tag(value = "ONE-4") void a() {}
          @Property(tries = 3) @net.jqwik.api.Tag("ONE-5") void b(@ForAll int number) {}
          @Tag("ONE-6") void helper() {}
          @Nested class Inner { @Tag("ONE-7") @ParameterizedTest void c(String text) {} }
        }
        """);
    assertEquals(
        List.of(
            new Tagged("ONE-1", "SomeTest.java#SomeTest", false),
            new Tagged("ONE-3", "SomeTest.java#a", true),
            new Tagged("ONE-4", "SomeTest.java#a", true),
            new Tagged("ONE-5", "SomeTest.java#b", true),
            new Tagged("ONE-6", "SomeTest.java#helper", false),
            new Tagged("ONE-7", "SomeTest.java#c", true)),
        TestSources.tags(List.of(file)));
  }
}
