package dev.couchgrass.conformance.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulebookTest {
  private static final String PAGE =
      """
      # Page

      ## One
      Check first: the whole.

      - **ONE-1** It MUST be.
      - **ONE-2** It MUST NOT be, as **ONE-1** says.
        Check first: itself.
      - **ONE-3** It MAY be.

      ## Two
      - **TWO-1** It is.
      """;

  @Test
  void rulesAreReadWithWhereToLook() {
    Rulebook book = Rulebook.of(Map.of("page.md", PAGE));
    assertEquals(
        List.of("ONE-1", "ONE-2", "ONE-3", "TWO-1"), book.rules().stream().map(Rule::id).toList());
    Rule own = book.find("ONE-2").orElseThrow();
    assertEquals("It MUST NOT be, as **ONE-1** says.", own.text());
    assertEquals("page.md", own.page());
    assertEquals(Optional.of("itself."), own.checkFirst());
    assertEquals(Optional.of("the whole."), book.find("ONE-3").orElseThrow().checkFirst());
    assertEquals(Optional.empty(), book.find("TWO-1").orElseThrow().checkFirst());
    assertEquals(Optional.empty(), book.find("ONE-4"));
  }

  @Test
  void wordsTellWhatBinds() {
    Rulebook book = Rulebook.of(Map.of("page.md", PAGE));
    assertTrue(book.find("ONE-1").orElseThrow().binding());
    assertTrue(book.find("ONE-2").orElseThrow().binding());
    assertFalse(book.find("ONE-3").orElseThrow().binding());
    assertTrue(book.find("ONE-3").orElseThrow().demands());
    assertFalse(book.find("TWO-1").orElseThrow().demands());
  }

  @Test
  void aNumberIsUsedOnce() {
    Map<String, String> pages =
        Map.of("a.md", "- **ONE-1** It MUST.", "b.md", "- **ONE-1** It MAY.");
    assertThrows(IllegalArgumentException.class, () -> Rulebook.of(pages));
  }

  @Test
  void thePagesArePacked() {
    Rulebook book = Rulebook.packed();
    assertEquals("writes.md", book.find("WRT-1").orElseThrow().page());
    assertEquals("engine.md", book.find("ENG-18").orElseThrow().page());
  }
}
