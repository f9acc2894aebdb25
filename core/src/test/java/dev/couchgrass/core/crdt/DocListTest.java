package dev.couchgrass.core.crdt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DocListTest {
  private final Random random = new Random(42);

  private static List<Value> texts(String... texts) {
    return Arrays.stream(texts).map(Value::of).map(Value.class::cast).toList();
  }

  private DocList list(String... texts) {
    return DocList.of(texts(texts), random);
  }

  private DocList inserted(DocList list, int index, String... texts) {
    return list.merge(list.insertion(index, texts(texts), random));
  }

  private static DocList removed(DocList list, int index) {
    return list.merge(list.removal(index));
  }

  @Test
  @Tag("CRD-13")
  void valuesAreInsertedAnywhere() {
    DocList list = list("b", "d");
    list = inserted(list, 0, "a");
    list = inserted(list, 3, "e", "f");
    list = inserted(list, 2, "c");
    assertEquals(texts("a", "b", "c", "d", "e", "f"), list.toList());
    assertEquals(6, list.size());
    assertEquals(Value.of("c"), list.get(2));
  }

  /** Where the original counts tombstones, the second insertion goes astray. */
  @Test
  @Tag("CRD-10")
  @Tag("CRD-14")
  void placesAreCountedAmongWhatIsThere() {
    DocList list = removed(removed(list("a", "b", "c", "d"), 1), 1);
    assertEquals(texts("a", "d"), list.toList());
    list = inserted(list, 1, "x");
    assertEquals(texts("a", "x", "d"), list.toList());
    list = inserted(list, 3, "y");
    list = removed(list, 0);
    list = inserted(list, 0, "z");
    assertEquals(texts("z", "x", "d", "y"), list.toList());
    assertEquals(4, list.size());
    DocList emptied = removed(list("a"), 0);
    assertTrue(emptied.isEmpty());
    assertEquals(texts("b"), inserted(emptied, 0, "b").toList());
  }

  @Test
  @Tag("CRD-14")
  void placesThatAreNotThereAreRefused() {
    DocList list = removed(list("a", "b"), 0);
    assertThrows(IndexOutOfBoundsException.class, () -> list.get(1));
    assertThrows(IndexOutOfBoundsException.class, () -> list.get(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> list.removal(1));
    assertThrows(IndexOutOfBoundsException.class, () -> list.change(1, NullValue.NULL));
    assertThrows(IndexOutOfBoundsException.class, () -> list.insertion(2, texts("c"), random));
    assertThrows(IndexOutOfBoundsException.class, () -> list.insertion(-1, texts("c"), random));
  }

  @Test
  @Tag("CRD-12")
  @Tag("CRD-16")
  void whatTwoReplicasInsertInOnePlaceBothStaysAndInRows() {
    DocList base = list("a", "z");
    DocList one = inserted(inserted(base, 1, "1", "2"), 3, "3");
    DocList two = inserted(base, 1, "x", "y");
    List<Value> merged = one.merge(two).toList();
    assertEquals(merged, two.merge(one).toList());
    assertTrue(
        merged.equals(texts("a", "1", "2", "3", "x", "y", "z"))
            || merged.equals(texts("a", "x", "y", "1", "2", "3", "z")),
        merged::toString);
  }

  @Test
  @Tag("CRD-12")
  void oneInsertsBesideWhatAnotherRemoves() {
    DocList base = list("a", "b", "c");
    DocList longer = inserted(base, 2, "x");
    DocList merged = removed(base, 1).merge(longer);
    assertEquals(texts("a", "x", "c"), merged.toList());
    assertEquals(merged, longer.merge(removed(base, 1)));
  }

  @Test
  @Tag("CRD-15")
  void aRemovalIsFinal() {
    DocList base = DocList.of(List.of(Doc.of(Map.of("x", Value.of(1), "y", Value.of(1)))), random);
    DocList change = base.change(0, Doc.of("x", Value.of(2)));
    DocList removal = base.removal(0);
    assertTrue(base.merge(removal).merge(change).isEmpty());
    assertTrue(base.merge(change).merge(removal).isEmpty());
    assertTrue(base.merge(removal.merge(change)).isEmpty());
  }

  @Test
  @Tag("CRD-4")
  void elementsAreChangedWhereTheyStand() {
    DocList base = list("a", "b").merge(DocList.EMPTY);
    DocList changed = base.merge(base.change(1, Doc.of("x", Value.of(1))));
    changed = changed.merge(changed.change(1, Doc.of("y", Value.of(2))));
    Doc element = (Doc) changed.get(1);
    assertEquals(Map.of("x", Value.of(1), "y", Value.of(2)), element.toMap());
    assertEquals(2, changed.size());
  }

  @Test
  @Tag("CRD-8")
  @Tag("CRD-9")
  void anAtomicListReplacesAnother() {
    DocList old = list("a", "b");
    DocList fresh = list("c").atomic();
    DocList merged = old.merge(fresh);
    assertEquals(fresh, merged);
    assertEquals(texts("c", "d"), inserted(merged, 1, "d").toList());
    assertTrue(inserted(merged, 1, "d").isAtomic());
  }

  /** One replaced the list while another inserted: what was inserted comes first. */
  @Test
  @Tag("CRD-13")
  void anElementWhosePredecessorIsNotThereStandsAsIfInsertedAtTheHead() {
    DocList old = list("a", "b");
    DocList fresh = list("c").atomic();
    DocList merged = old.merge(fresh).merge(old.insertion(2, texts("x"), random));
    assertEquals(texts("x", "c"), merged.toList());
    assertEquals(texts("y", "x", "c"), inserted(merged, 0, "y").toList());
    assertEquals(texts("x", "y", "c"), inserted(merged, 1, "y").toList());
  }

  @Test
  @Tag("CRD-13")
  void thePositionsAloneDecideTheOrder() {
    ElementId a = new ElementId(1, 1);
    ElementId b = new ElementId(1, 2);
    ElementId minus = new ElementId(1, -1);
    DocList list =
        RandomValues.list(
            Map.of(
                new Position(a, ElementId.HEAD), Value.of("a"),
                new Position(b, ElementId.HEAD), Value.of("b"),
                new Position(minus, ElementId.HEAD), Value.of("-"),
                new Position(new ElementId(2, 0), a), Value.of("a1"),
                new Position(new ElementId(3, 0), a), Value.of("a2"),
                new Position(new ElementId(9, 0), b), Value.of("b1")));
    assertEquals(texts("-", "b", "b1", "a", "a2", "a1"), list.toList());
  }

  @Test
  @Tag("CRD-13")
  void ofTwoElementsWithOneIdTheFirstCounts() {
    ElementId a = new ElementId(1, 1);
    ElementId twice = new ElementId(2, 2);
    DocList list =
        RandomValues.list(
            Map.of(
                new Position(a, ElementId.HEAD), Value.of("a"),
                new Position(twice, ElementId.HEAD), Value.of("first"),
                new Position(twice, a), Value.of("second")));
    assertEquals(texts("first", "a"), list.toList());
    assertEquals(texts("first", "x", "a"), inserted(list, 1, "x").toList());
  }

  @Test
  @Tag("CRD-18")
  void ranksAscendSoThatNoElementPrecedesItself() {
    ElementId low = new ElementId(4, 1);
    ElementId high = new ElementId(5, 1);
    assertThrows(InvalidInputException.class, () -> new Position(low, high));
    assertThrows(InvalidInputException.class, () -> new Position(low, new ElementId(4, 2)));
    assertThrows(InvalidInputException.class, () -> new Position(ElementId.HEAD, ElementId.HEAD));
    assertEquals(high, new Position(high, low).id());
  }

  @Test
  @Tag("CRD-18")
  void whereAForgerLeftNoRankNothingIsInserted() {
    Position last = new Position(new ElementId(ElementId.MAX_RANK, 1), ElementId.HEAD);
    DocList full = RandomValues.list(Map.of(last, Value.of("a")));
    for (int index = 0; index < 2; index++) {
      int place = index;
      InvalidInputException refusal =
          assertThrows(
              InvalidInputException.class, () -> full.insertion(place, texts("x"), random));
      assertEquals(Problem.TOO_LARGE, refusal.problem());
    }
    DocList beside = list("b").merge(full);
    assertEquals(texts("a", "b", "x"), inserted(beside, 2, "x").toList());
  }

  @Test
  @Tag("CRD-18")
  void anInsertionRanksAboveWhatItGoesBefore() {
    DocList list = inserted(inserted(list("a"), 0, "b"), 0, "c", "d");
    Stream<Long> ranks =
        Arrays.stream(new int[] {0, 1, 2, 3}).mapToObj(i -> list.elements().key(i).id().rank());
    assertEquals(List.of(1L, 2L, 3L, 4L), ranks.toList());
  }
}
