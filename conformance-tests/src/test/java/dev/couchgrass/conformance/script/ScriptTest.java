package dev.couchgrass.conformance.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
  private static Script<Sample> script(Step... steps) {
    return Script.of(Sample.class, List.of(steps));
  }

  private static List<String> made(Script<Sample> script) {
    return Sample.on(script::runOn);
  }

  @Test
  void stepsAreMadeInOrder() {
    Script<Sample> script = script(Step.of("note", "a", 1, true), Step.of("note", "b", -2, false));
    assertEquals(List.of("a/1/true", "b/-2/false"), made(script));
  }

  @Test
  void itPrintsAsJava() {
    Script<Sample> script =
        script(Step.of("note", "\"\\\n\ue000 ", 1, true), Step.of("note", "", 0, false));
    assertEquals(
        ".note(\"\\\"\\\\\\u000a\\ue000 \", 1, true)\n.note(\"\", 0, false)", script.toString());
    assertEquals(
        "    Sample.on(trial -> trial\n        "
            + script.toString().replace("\n", "\n        ")
            + ");",
        script.toJava());
  }

  @Property
  void whatIsPrintedIsReadAgain(
      @ForAll @StringLength(max = 8) String text, @ForAll int number, @ForAll boolean choice) {
    Script<Sample> script =
        script(Step.of("note", text, number, choice), Step.of("note", "", number, choice));
    assertEquals(script, Script.parse(Sample.class, script.toString()));
    assertEquals(made(script), made(Script.parse(Sample.class, script + ";\n\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "note(\"a\", 1, true)",
        ".note(\"a\", 1)",
        ".note(\"a\", true, 1)",
        ".note(\"a\", 1, true, 2)",
        ".note(\"a, 1, true)",
        ".note(a, 1, true)",
        ".unknown()",
        ".noStep()",
        ".hashCode()"
      })
  void whatIsNoStepIsRefused(String line) {
    assertThrows(IllegalArgumentException.class, () -> Script.parse(Sample.class, line));
  }

  @Test
  void aStepThatFailsFailsTheScript() {
    AssertionError failure =
        assertThrows(AssertionError.class, () -> made(script(Step.of("fail"))));
    assertEquals("WIN-1: as it was told", failure.getMessage());
  }
}
