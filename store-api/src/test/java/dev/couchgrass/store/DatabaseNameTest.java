package dev.couchgrass.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseNameTest {
  @ParameterizedTest
  @Tag("STO-2")
  @ValueSource(strings = {"a", "z9_$()+-/", "a/b", "_users", "_replicator", "_global_changes"})
  void namesAsCouchDbTakesThem(String name) {
    assertEquals(name, new DatabaseName(name).value());
  }

  @ParameterizedTest
  @Tag("STO-2")
  @ValueSource(strings = {"", "A", "aB", "1a", "/a", "_", "_a", "_Users", "a b", "a.b", "é", "a\n"})
  void otherNamesAreRefused(String name) {
    assertIllegal(name);
  }

  @Test
  @Tag("STO-2")
  void aNameHas238CharactersAtMost() {
    assertEquals(238, new DatabaseName("n".repeat(238)).value().length());
    assertIllegal("n".repeat(239));
  }

  private static void assertIllegal(String name) {
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> new DatabaseName(name));
    assertEquals(Problem.ILLEGAL_DATABASE_NAME, refusal.problem());
  }
}
