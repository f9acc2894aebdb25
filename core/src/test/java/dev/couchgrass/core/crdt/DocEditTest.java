package dev.couchgrass.core.crdt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DocEditTest {
  private static final Value ONE = Value.of(1);
  private static final Value TWO = Value.of(2);
  private static final Path LIST = Path.of("l");

  private final Random random = new Random(42);

  private DocEdit edit(Doc base) {
    return new DocEdit(base, random);
  }

  private static List<Value> list(DocEdit edit) {
    return ((DocList) edit.get(LIST).orElseThrow()).toList();
  }

  @Test
  @Tag("CRD-19")
  void aDeltaHoldsWhatChangedAlone() {
    Doc base = Doc.of(Map.of("a", Doc.of(Map.of("x", ONE, "y", ONE)), "b", ONE));
    DocEdit edit = edit(base);
    assertEquals(Doc.EMPTY, edit.delta());
    edit.set(Path.of("a", "x"), TWO);
    edit.remove(Path.of("b"));
    Doc delta = Doc.of(Map.of("a", Doc.of("x", TWO), "b", Tombstone.TOMBSTONE));
    assertEquals(delta, edit.delta());
    assertEquals(base.merge(delta), edit.current());
  }

  @Test
  @Tag("CRD-20")
  void readsSeeTheEditsAndRemovals() {
    DocEdit edit = edit(Doc.of(Map.of("a", Doc.of(Map.of("x", ONE, "y", ONE)), "b", ONE)));
    edit.set(Path.of("a", "x"), TWO);
    assertEquals(Optional.of(TWO), edit.get(Path.of("a", "x")));
    assertEquals(Optional.of(ONE), edit.get(Path.of("a", "y")));
    assertTrue(edit.remove(Path.of("b")));
    assertEquals(Optional.empty(), edit.get(Path.of("b")));
    assertFalse(edit.remove(Path.of("b")));
    edit.set(Path.of("b"), TWO);
    assertEquals(Optional.of(TWO), edit.get(Path.of("b")));
  }

  @Test
  @Tag("CRD-21")
  void settingADocumentReplacesAndMergingJoins() {
    Doc base = Doc.of("a", Doc.of("x", ONE));
    DocEdit set = edit(base);
    set.set(Path.of("a"), Doc.of("y", TWO));
    assertEquals(Optional.of(Doc.of("y", TWO).atomic()), set.get(Path.of("a")));
    DocEdit merged = edit(base);
    merged.merge(Path.of("a"), Doc.of("y", TWO));
    assertEquals(Optional.of(Doc.of(Map.of("x", ONE, "y", TWO))), merged.get(Path.of("a")));
  }

  @Test
  @Tag("CRD-21")
  void documentsOnTheWayAreMadeInPlaceOfWhateverElseIs() {
    DocEdit edit = edit(Doc.of(Map.of("a", ONE, "b", Tombstone.TOMBSTONE)));
    for (String name : List.of("a", "b", "c")) {
      edit.set(Path.of(name, "x", "y"), TWO);
      assertEquals(Optional.of(TWO), edit.get(Path.of(name, "x", "y")));
    }
  }

  @Test
  @Tag("CRD-21")
  void removingWhatIsNotThereChangesNothing() {
    DocEdit edit = edit(Doc.of("a", ONE));
    for (Path path : List.of(Path.of("b"), Path.of("a", "x"), Path.of("a").at(0), LIST.at(3))) {
      assertFalse(edit.remove(path));
    }
    assertEquals(Doc.EMPTY, edit.delta());
  }

  @Test
  @Tag("CRD-19")
  @Tag("CRD-21")
  void theRootIsReplacedByADocumentAlone() {
    Doc base = Doc.of("a", ONE);
    DocEdit edit = edit(base);
    edit.set(Path.ROOT, Doc.of("b", TWO));
    assertEquals(Doc.of("b", TWO).atomic(), edit.current());
    assertEquals(edit.current(), base.merge(edit.delta()));
    assertThrows(IllegalArgumentException.class, () -> edit.set(Path.ROOT, ONE));
    assertThrows(IllegalArgumentException.class, () -> edit.remove(Path.ROOT));
    assertThrows(IllegalArgumentException.class, () -> edit.append(Path.ROOT, List.of(ONE)));
    assertEquals(Doc.of("b", TWO).atomic(), edit.current());
  }

  @Test
  @Tag("CRD-20")
  void listsAreEditedByPlaces() {
    DocEdit edit = edit(Doc.EMPTY);
    edit.append(LIST, List.of(ONE));
    edit.append(LIST, List.of(TWO));
    assertEquals(List.of(ONE, TWO), list(edit));
    edit.insert(LIST, 1, List.of(Doc.of("x", ONE)));
    edit.set(LIST.at(1).then("x"), TWO);
    edit.set(LIST.at(2), NullValue.NULL);
    assertTrue(edit.remove(LIST.at(0)));
    assertEquals(List.of(Doc.of("x", TWO), NullValue.NULL), list(edit));
    assertFalse(edit.remove(LIST.at(2)));
    assertThrows(IndexOutOfBoundsException.class, () -> edit.set(LIST.at(2), ONE));
    assertThrows(IndexOutOfBoundsException.class, () -> edit.set(Path.of("n").at(0), ONE));
    assertThrows(IndexOutOfBoundsException.class, () -> edit.insert(LIST, 3, List.of(ONE)));
    assertEquals(2, list(edit).size());
  }

  @Test
  @Tag("CRD-12")
  void listsThatTwoBeginAtOnceJoin() {
    DocEdit one = edit(Doc.EMPTY);
    DocEdit two = edit(Doc.EMPTY);
    one.append(LIST, List.of(ONE));
    two.append(LIST, List.of(TWO));
    DocEdit both = edit(one.delta().merge(two.delta()));
    assertEquals(2, list(both).size());
    assertEquals(list(both), list(edit(two.delta().merge(one.delta()))));
  }

  @Test
  @Tag("CRD-21")
  void insertingWhereNoListIsPutsOne() {
    DocEdit edit = edit(Doc.of("l", ONE));
    edit.insert(LIST, 0, List.of(TWO));
    assertEquals(List.of(TWO), list(edit));
  }

  @Test
  @Tag("CRD-3")
  void aPathThatIsTooDeepChangesNothing() {
    DocEdit edit = edit(Doc.of("a", ONE));
    Path deep = Path.of("a".repeat(Value.MAX_DEPTH).split(""));
    edit.set(deep, TWO);
    assertEquals(Optional.of(TWO), edit.get(deep));
    assertThrows(InvalidInputException.class, () -> edit.set(deep.then("b"), ONE));
    assertThrows(InvalidInputException.class, () -> edit.append(deep, List.of(ONE)));
    assertEquals(Optional.of(TWO), edit.get(deep));
  }
}
