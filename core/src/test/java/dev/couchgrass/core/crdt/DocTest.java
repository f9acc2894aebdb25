package dev.couchgrass.core.crdt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DocTest {
  private static final Value ONE = Value.of(1);
  private static final Value TWO = Value.of(2);

  private static Doc doc(String name, Value value) {
    return Doc.of(name, value);
  }

  @Test
  @Tag("CRD-4")
  @Tag("CRD-6")
  void theLaterOfTwoValuesWins() {
    Doc state = Doc.of(Map.of("a", ONE, "b", ONE));
    assertEquals(Doc.of(Map.of("a", ONE, "b", TWO)), state.merge(doc("b", TWO)));
    assertEquals(state, doc("b", TWO).merge(state));
  }

  @Test
  @Tag("CRD-4")
  void documentsJoinAtAnyDepth() {
    Doc a = doc("x", doc("y", Doc.of(Map.of("a", ONE, "b", ONE))));
    Doc b = doc("x", doc("y", Doc.of(Map.of("b", TWO, "c", TWO))));
    Doc joined = doc("x", doc("y", Doc.of(Map.of("a", ONE, "b", TWO, "c", TWO))));
    assertEquals(joined, a.merge(b));
  }

  @Test
  @Tag("CRD-6")
  void valuesOfDifferentKindsReplaceEachOther() {
    DocList list = RandomValues.list(Map.of());
    for (Value other : List.of(ONE, Value.of("t"), NullValue.NULL, list)) {
      Doc state = doc("a", doc("x", ONE)).merge(doc("a", other));
      assertEquals(Optional.of(NaiveState.seen(other)), state.get("a").map(NaiveState::seen));
      Doc back = state.merge(doc("a", doc("y", TWO)));
      assertEquals(Map.of("y", TWO), ((Doc) back.get("a").orElseThrow()).toMap());
    }
  }

  /** Else the state would depend on which changes were merged beforehand. */
  @Test
  @Tag("CRD-5")
  @Tag("CRD-6")
  void whatReplacedSomethingReplacesWhatWasBeforeThat() {
    Doc first = doc("a", doc("x", ONE));
    Doc later = doc("a", Tombstone.TOMBSTONE).merge(doc("a", doc("y", TWO)));
    assertTrue(((Doc) later.get("a").orElseThrow()).isAtomic());
    assertEquals(Map.of("y", TWO), ((Doc) first.merge(later).get("a").orElseThrow()).toMap());
  }

  @Test
  @Tag("CRD-7")
  @Tag("CRD-10")
  void whatIsRemovedIsKeptAsATombstone() {
    Doc state = Doc.of(Map.of("a", doc("x", ONE), "b", TWO)).merge(doc("a", Tombstone.TOMBSTONE));
    assertEquals(Optional.empty(), state.get("a"));
    assertEquals(Optional.empty(), state.get(Path.of("a", "x")));
    assertEquals(Map.of("b", TWO), state.toMap());
    assertEquals(1, state.size());
    assertTrue(state.isTombstone("a"));
    assertFalse(state.isTombstone("b"));
    assertFalse(state.isTombstone("c"));
    assertNotEquals(doc("b", TWO), state);
    Doc again = state.merge(doc("a", doc("y", TWO)));
    assertEquals(Map.of("y", TWO), ((Doc) again.get("a").orElseThrow()).toMap());
    assertFalse(again.isTombstone("a"));
  }

  @Test
  @Tag("CRD-10")
  void aDocumentOfTombstonesIsEmpty() {
    Doc removal = doc("a", Tombstone.TOMBSTONE);
    assertTrue(removal.isEmpty());
    assertTrue(Doc.EMPTY.isEmpty());
    assertNotEquals(Doc.EMPTY, removal);
  }

  @Test
  @Tag("CRD-8")
  void twoVersionsOfAnAtomicDocumentAreNotMixed() {
    Doc old = doc("key", Doc.of(Map.of("name", ONE, "rights", ONE)).atomic());
    Doc revoked = doc("key", doc("rights", TWO).atomic());
    assertEquals(revoked, old.merge(revoked));
    assertEquals(doc("x", ONE).atomic(), doc("y", TWO).merge(doc("x", ONE).atomic()));
  }

  @Test
  @Tag("CRD-9")
  void whatComesAfterAnAtomicDocumentIsMergedIntoIt() {
    Doc state = doc("a", ONE).atomic().merge(doc("b", TWO));
    assertEquals(Doc.of(Map.of("a", ONE, "b", TWO)).atomic(), state);
    assertEquals(state, doc("c", ONE).merge(state));
  }

  @Test
  @Tag("CRD-2")
  void namesAreAnyWellFormedText() {
    Doc state = Doc.of(Map.of("", ONE, "a.b", TWO, "a", doc("b", ONE)));
    assertEquals(Optional.of(ONE), state.get(""));
    assertEquals(Optional.of(TWO), state.get("a.b"));
    assertEquals(Optional.of(TWO), state.get(Path.of("a.b")));
    assertEquals(Optional.of(ONE), state.get(Path.of("a", "b")));
    for (String half : List.of("\ud83d", "a\ude00", "\ude00\ud83d")) {
      assertThrows(InvalidInputException.class, () -> doc(half, ONE));
      assertThrows(InvalidInputException.class, () -> Doc.of(Map.of(half, ONE)));
      assertThrows(InvalidInputException.class, () -> Value.of(half));
    }
  }

  @Test
  @Tag("CRD-3")
  void tooDeepADocumentIsRefused() {
    Doc deep = Doc.EMPTY;
    while (deep.depth() < Value.MAX_DEPTH) {
      deep = doc("a", deep);
    }
    Doc deepest = deep;
    assertEquals(deepest, deepest.merge(deepest));
    assertEquals(deepest, Doc.decode(deepest.encode()));
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> doc("a", deepest));
    assertEquals(Problem.TOO_LARGE, refusal.problem());
  }

  @Test
  void pathsLeadThroughDocumentsAndLists() {
    DocList list = DocList.of(List.of(doc("x", ONE), TWO), new Random(1));
    Doc state = Doc.of(Map.of("a", list));
    assertEquals(Optional.of(state), state.get(Path.ROOT));
    assertEquals(Optional.of(ONE), state.get(Path.of("a").at(0).then("x")));
    assertEquals(Optional.of(TWO), state.get(Path.of("a").at(1)));
    for (Path nowhere :
        List.of(
            Path.of("a").at(2),
            Path.of("a", "0"),
            Path.of("a").at(1).at(0),
            Path.of("b", "c"),
            Path.ROOT.at(0))) {
      assertEquals(Optional.empty(), state.get(nowhere));
    }
    assertThrows(IndexOutOfBoundsException.class, () -> Path.ROOT.at(-1));
  }
}
