package dev.couchgrass.core.revision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.revision.RevisionTree.Merged;
import dev.couchgrass.core.revision.RevisionTree.Outcome;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RevisionTreeTest {
  private static RevisionHistory history(String... newestFirst) {
    return new RevisionHistory(Stream.of(newestFirst).map(RevisionId::parse).toList());
  }

  private static RevisionId id(String text) {
    return RevisionId.parse(text);
  }

  private static RevisionTree tree(RevisionHistory... histories) {
    RevisionTree tree = RevisionTree.EMPTY;
    long body = 1;
    for (RevisionHistory history : histories) {
      tree = tree.merge(history, false, body++).tree();
    }
    return tree;
  }

  private static List<String> written(List<Revision> revisions) {
    return revisions.stream().map(revision -> revision.id().toString()).toList();
  }

  @Test
  void emptyTreeKnowsNothing() {
    RevisionTree empty = RevisionTree.EMPTY;
    assertTrue(empty.isEmpty());
    assertTrue(empty.winner().isEmpty());
    assertEquals(List.of(), empty.leaves());
    assertEquals(List.of(id("1-a")), empty.missing(List.of(id("1-a"))));
    assertEquals(List.of(), empty.possibleAncestors(List.of(id("9-a"))));
    assertSame(empty, RevisionTree.decode(empty.encode(), 0, empty.encode().length));
    assertSame(empty, empty.stem(1).tree());
  }

  @Test
  @Tag("WIN-1")
  void liveLeafBeatsHigherTombstone() {
    RevisionTree tree =
        tree(history("2-a", "1-a"), history("2-b", "1-a")).extend(id("2-b"), id("3-b"), true, 9);
    assertEquals(new Revision(id("2-a"), false, 1), tree.winner().orElseThrow());
    assertEquals(List.of(), tree.conflicts());
    assertEquals(List.of("3-b"), written(tree.deletedConflicts()));
  }

  @Test
  @Tag("WIN-1")
  void deletingTheWinnerLetsTheOtherLeafWin() {
    RevisionTree tree = tree(history("3-a", "2-a", "1-a"), history("2-b", "1-a"));
    RevisionTree deleted = tree.extend(id("3-a"), id("4-a"), true, 9);
    assertEquals(List.of("2-b", "4-a"), written(deleted.leaves()));
    assertEquals(List.of("4-a", "3-a", "2-a", "1-a"), written(deleted.path(id("4-a"))));
    assertEquals(List.of("2-b", "1-a"), written(deleted.path(id("2-b"))));
  }

  @Test
  @Tag("TREE-4")
  void lateAncestorsExtendTheRoot() {
    RevisionTree fragment = tree(history("3-c"));
    Merged merged = fragment.merge(history("4-d", "3-c", "2-b", "1-a"), false, 5);
    assertEquals(Outcome.NEW_LEAF, merged.outcome());
    assertEquals(List.of("4-d", "3-c", "2-b", "1-a"), written(merged.tree().path(id("4-d"))));
    assertEquals(List.of(), merged.tree().missing(List.of(id("1-a"), id("2-b"))));
    Merged back = fragment.merge(history("3-c", "2-b"), false, 8);
    assertEquals(Outcome.FILLED, back.outcome());
    assertEquals(new Revision(id("3-c"), false, 1), back.tree().winner().orElseThrow());
  }

  @Test
  @Tag("TREE-2")
  @Tag("TREE-4")
  void pathUnifiesTwoRoots() {
    RevisionTree roots = tree(history("2-b", "1-a"), history("4-d"));
    assertEquals(2, roots.leafCount());
    Merged merged = roots.merge(history("4-d", "3-c", "2-b"), false, 2);
    assertEquals(Outcome.FILLED, merged.outcome());
    assertEquals(List.of("4-d"), written(merged.tree().leaves()));
    assertEquals(List.of("4-d", "3-c", "2-b", "1-a"), written(merged.tree().path(id("4-d"))));
  }

  @Test
  @Tag("TREE-5")
  @Tag("TREE-6")
  void missingBodyArrivesWithItsFlag() {
    RevisionTree tree = tree(history("3-c", "2-b", "1-a"));
    assertFalse(tree.find(id("2-b")).orElseThrow().available());
    Merged merged = tree.merge(history("2-b", "1-a"), true, 7);
    assertEquals(Outcome.FILLED, merged.outcome());
    assertEquals(new Revision(id("2-b"), true, 7), merged.tree().find(id("2-b")).orElseThrow());
    Merged again = merged.tree().merge(history("2-b"), false, 8);
    assertEquals(Outcome.UNCHANGED, again.outcome());
    assertSame(merged.tree(), again.tree());
  }

  @Test
  void secondParentForgedMakesNoLeafWithoutBody() {
    RevisionTree tree = tree(history("3-c", "2-b", "1-a"), history("3-c", "2-x", "1-a"));
    assertEquals(List.of("3-c"), written(tree.leaves()));
    assertEquals(List.of("3-c", "2-x", "1-a"), written(tree.path(id("3-c"))));
    assertEquals(List.of(), tree.missing(List.of(id("2-b"))));
    assertEquals(List.of(), tree.latest(id("2-b")));
    assertEquals(Outcome.NEW_BRANCH, tree.merge(history("3-d", "2-b"), false, 3).outcome());
  }

  @Test
  @Tag("TREE-7")
  void stemmingIsPerLeafAndFreesBodies() {
    RevisionTree tree =
        tree(history("1-a"), history("2-b", "1-a"), history("5-a", "4-a", "3-a", "2-a", "1-a"));
    RevisionTree.Stemmed stemmed = tree.stem(2);
    assertEquals(List.of("5-a", "4-a"), written(stemmed.tree().path(id("5-a"))));
    assertEquals(List.of("2-b", "1-a"), written(stemmed.tree().path(id("2-b"))));
    assertEquals(Set.of("3-a", "2-a"), Set.copyOf(written(stemmed.dropped())));
    assertEquals(
        List.of(new Revision(id("1-a"), false, 1)),
        tree(history("1-a"), history("2-b", "1-a")).stem(1).dropped());
    assertThrows(IllegalArgumentException.class, () -> tree.stem(0));
  }

  @Test
  @Tag("PUR-2")
  void purgingIgnoresWhatIsNoLeaf() {
    RevisionTree tree = tree(history("3-a", "2-a", "1-a"), history("2-b", "1-a"));
    assertSame(tree, tree.removeLeaves(List.of(id("2-a"), id("9-z"))).tree());
    RevisionTree.Pruned pruned = tree.removeLeaves(List.of(id("2-a"), id("3-a")));
    assertEquals(List.of(id("3-a")), pruned.removed());
    assertEquals(List.of("2-b", "1-a"), written(pruned.tree().path(id("2-b"))));
    assertEquals(2, pruned.tree().size());
    assertSame(RevisionTree.EMPTY, tree.removeLeaves(List.of(id("3-a"), id("2-b"))).tree());
  }

  @Test
  void extendRefusesWhatIsNoNewChildOfALeaf() {
    RevisionTree tree = tree(history("2-a", "1-a"), history("3-c"));
    assertThrows(IllegalArgumentException.class, () -> tree.extend(id("1-a"), id("2-b"), false, 1));
    assertThrows(IllegalArgumentException.class, () -> tree.extend(id("2-a"), id("4-b"), false, 1));
    assertThrows(IllegalArgumentException.class, () -> tree.extend(id("2-a"), id("3-c"), false, 1));
    assertThrows(
        IllegalArgumentException.class, () -> tree.extend(id("2-a"), id("3-a"), false, -1));
  }

  @Test
  void greatestBodyAndLongestDigestAreWritten() {
    RevisionId longest =
        RevisionId.of(RevisionId.MAX_GENERATION, "d".repeat(RevisionId.MAX_DIGEST_BYTES));
    RevisionTree tree = RevisionTree.of(longest, true, Revision.MAX_BODY);
    byte[] encoded = tree.encode();
    assertEquals(tree.winner(), RevisionTree.decode(encoded, 0, encoded.length).winner());
  }

  @Test
  @Tag("TREE-8")
  void unusualDigestStemmedAwayLeavesNoTrace() {
    String usual = "2-00112233445566778899aabbccddeeff";
    RevisionTree stemmed = tree(history(usual, "1-a")).stem(1).tree();
    assertEquals(tree(history(usual)), stemmed);
  }
}
