package dev.couchgrass.conformance.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegressionsTest {
  /** Another trial, with steps of its own. */
  public static final class Other {
    public Other step() {
      return this;
    }
  }

  @TempDir Path home;

  private Regressions regressions() {
    return Regressions.in(home.resolve("not/yet"));
  }

  private static Script<Sample> noting(String text) {
    return Script.of(Sample.class, List.of(Step.of("note", text, 1, true)));
  }

  private List<Script<Sample>> replayed() throws IOException {
    List<Script<Sample>> seen = new ArrayList<>();
    regressions().replay(Sample.class, seen::add);
    return seen;
  }

  @Test
  void whatIsKeptIsTriedAgain() throws IOException {
    assertEquals(List.of(), replayed());
    Path file = regressions().keep(noting("a"));
    assertEquals(file, regressions().keep(noting("a")));
    assertEquals(noting("a") + "\n", Files.readString(file));
    regressions().keep(noting("b"));
    regressions().keep(Script.of(Other.class, List.of(Step.of("step"))));
    Files.writeString(file.resolveSibling("sample-notes.txt"), "not a script");
    assertEquals(2, replayed().size());
    assertTrue(replayed().containsAll(List.of(noting("a"), noting("b"))));
  }

  @Test
  void aFailureTellsFileAndScript() throws IOException {
    Script<Sample> failing = Script.of(Sample.class, List.of(Step.of("fail")));
    Path file = regressions().keep(failing);
    AssertionError failure =
        assertThrows(
            AssertionError.class,
            () -> regressions().replay(Sample.class, script -> Sample.on(script::runOn)));
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains(file.toString()), message);
    assertTrue(message.contains(failing.toString()), message);
    assertTrue(message.contains("as it was told"), message);
  }

  @Test
  void whatCannotBeReadIsToldWithItsFile() throws IOException {
    Path file = regressions().keep(noting("a"));
    Files.writeString(file, ".note(\n");
    AssertionError failure = assertThrows(AssertionError.class, this::replayed);
    assertTrue(String.valueOf(failure.getMessage()).contains(file.toString()));
  }
}
