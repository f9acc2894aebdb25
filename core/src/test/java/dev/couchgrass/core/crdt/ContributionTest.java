package dev.couchgrass.core.crdt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ContributionTest {
  private static Contribution<String> at(long height, String id, String name, long value) {
    return new Contribution<>(height, id, Doc.of(name, Value.of(value)));
  }

  @Test
  @Tag("CRD-11")
  void theHigherWinsAndThenTheGreaterId() {
    Contribution<String> low = at(1, "ff", "a", 1);
    Contribution<String> high = at(2, "00", "a", 2);
    assertEquals(Doc.of("a", Value.of(2)), Contribution.state(List.of(high, low)));
    Contribution<String> greater = at(2, "0a", "a", 3);
    assertEquals(Doc.of("a", Value.of(3)), Contribution.state(List.of(greater, low, high)));
  }

  /** Two replicas each began the store: their entries have no common ancestor. */
  @Test
  @Tag("CRD-11")
  void rootsWithNothingInCommonAreMerged() {
    List<Contribution<String>> roots = List.of(at(0, "0b", "b", 1), at(0, "0a", "a", 1));
    Doc both = Doc.of(Map.of("a", Value.of(1), "b", Value.of(1)));
    assertEquals(both, Contribution.state(roots));
    assertEquals(Doc.EMPTY, Contribution.<String>state(List.of()));
  }

  /** Applied twice, the older one would undo the newer. */
  @Test
  @Tag("CRD-11")
  void anEntryThatIsGivenTwiceCountsOnce() {
    Contribution<String> old = at(0, "0a", "a", 1);
    Contribution<String> newer = at(1, "0b", "a", 2);
    assertEquals(Doc.of("a", Value.of(2)), Contribution.state(List.of(old, newer, old)));
  }

  @Test
  void heightsAreNotNegative() {
    assertThrows(IllegalArgumentException.class, () -> at(-1, "0a", "a", 1));
  }
}
