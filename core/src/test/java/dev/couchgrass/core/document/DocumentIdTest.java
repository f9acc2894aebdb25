package dev.couchgrass.core.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentIdTest {
  private static void assertIllegal(Runnable making) {
    InvalidInputException refusal = assertThrows(InvalidInputException.class, making::run);
    assertEquals(Problem.ILLEGAL_DOCUMENT_ID, refusal.problem());
  }

  @Test
  @Tag("DOC-1")
  void noIdIsEmpty() {
    assertIllegal(() -> new DocumentId(""));
    assertEquals(" ", new DocumentId(" ").value());
  }

  @ParameterizedTest
  @Tag("DOC-2")
  @Tag("LOC-2")
  @ValueSource(strings = {"\ud800", "\udc00", "a\ud83d", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
  void halvesOfPairsAreRefused(String malformed) {
    assertIllegal(() -> new DocumentId(malformed));
    assertIllegal(() -> new DocumentId("_design/" + malformed));
    assertIllegal(() -> new LocalDocumentId(malformed));
  }

  @Test
  @Tag("DOC-2")
  @Tag("LOC-2")
  void allOtherTextIsTaken() {
    for (String id : List.of("\ud83d\ude00", "\u0000", "\ufffe", "a/b c", "é")) {
      assertEquals(id, new DocumentId(id).value());
      assertEquals("_local/" + id, new LocalDocumentId(id).toString());
    }
  }

  @ParameterizedTest
  @Tag("DOC-3")
  @ValueSource(strings = {"_", "_a", "_design", "_design/", "_designs/a", "_local/a", "_Design/a"})
  void idsWithAnUnderscoreAreReserved(String reserved) {
    assertIllegal(() -> new DocumentId(reserved));
  }

  @Test
  @Tag("DOC-3")
  void designDocumentsAreTaken() {
    assertTrue(new DocumentId("_design/a").isDesign());
    assertTrue(new DocumentId("_design/_a/b").isDesign());
    assertFalse(new DocumentId("design/a").isDesign());
  }

  @Test
  @Tag("LOC-2")
  void aLocalIdIsNotEmptyAndMayBeginWithAnything() {
    assertIllegal(() -> new LocalDocumentId(""));
    assertEquals("_security", new LocalDocumentId("_security").value());
  }

  /** As text, the second and third would stand the other way round. */
  @Test
  @Tag("DOC-4")
  void theOrderIsThatOfTheBytes() {
    List<DocumentId> ordered =
        List.of(
            new DocumentId("a"),
            new DocumentId("\uffee"),
            new DocumentId("\ud83d\ude00"),
            new DocumentId("\ud83d\ude00a"));
    assertEquals(ordered, ordered.stream().sorted().toList());
    assertTrue(ordered.get(1).compareTo(ordered.get(2)) < 0);
    assertTrue(ordered.get(3).compareTo(ordered.get(2)) > 0);
  }
}
