package dev.couchgrass.core.revision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.couchgrass.core.revision.RevisionTree.Merged;
import dev.couchgrass.core.revision.RevisionTree.Outcome;
import dev.couchgrass.core.revision.RevisionTree.Pruned;
import dev.couchgrass.core.revision.RevisionTree.Stemmed;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

class RevisionTreeProperties {
  @Provide
  Arbitrary<List<Graft>> grafts() {
    return Arbitraries.oneOf(Graft.honest(), Graft.forged());
  }

  @Provide
  Arbitrary<Set<RevisionId>> ids() {
    return Arbitraries.of(Graft.allIds()).set().ofMaxSize(6);
  }

  @Property
  @Tag("TREE-1")
  @Tag("WIN-1")
  @Tag("WIN-2")
  @Tag("WIN-4")
  @Tag("DIF-1")
  @Tag("DIF-4")
  void treeIsTheModel(@ForAll("grafts") List<Graft> grafts) {
    assertSameAsModel(RevisionModel.of(grafts), Graft.tree(grafts));
  }

  @Property
  @Tag("TREE-3")
  @Tag("TREE-8")
  void orderOfArrivalDoesNotMatter(@ForAll("grafts") List<Graft> grafts, @ForAll long seed) {
    RevisionTree tree = Graft.tree(grafts);
    RevisionTree shuffled = Graft.tree(Graft.shuffled(grafts, seed));
    assertEquals(tree, shuffled);
    assertEquals(tree.hashCode(), shuffled.hashCode());
    assertEquals(tree.winner(), shuffled.winner());
    assertArrayEquals(tree.encode(), shuffled.encode());
  }

  @Property
  @Tag("TREE-3")
  void treesJoin(
      @ForAll("grafts") List<Graft> a,
      @ForAll("grafts") List<Graft> b,
      @ForAll("grafts") List<Graft> c) {
    RevisionTree one = Graft.tree(a);
    RevisionTree two = Graft.tree(b);
    RevisionTree three = Graft.tree(c);
    assertEquals(one.merge(two), two.merge(one));
    assertEquals(one.merge(two).merge(three), one.merge(two.merge(three)));
    assertSame(one, one.merge(one));
    RevisionTree joined = one.merge(two);
    assertSame(joined, joined.merge(two));
    assertEquals(Graft.tree(concat(a, b)), joined);
  }

  /** Also of trees that were cut, and of which the body numbers and flags differ. */
  @Property
  @Tag("TREE-3")
  void cutTreesJoin(
      @ForAll("grafts") List<Graft> a,
      @ForAll("grafts") List<Graft> b,
      @ForAll("grafts") List<Graft> c,
      @ForAll("ids") Set<RevisionId> purged,
      @ForAll @IntRange(min = 1, max = 4) int limit) {
    RevisionTree one = Graft.tree(a).stem(limit).tree();
    RevisionTree two = Graft.tree(b).removeLeaves(purged).tree();
    RevisionTree three = renumbered(c).withoutBodies(revision -> purged.contains(revision.id()));
    assertEquals(one.merge(two), two.merge(one));
    assertEquals(one.merge(three), three.merge(one));
    assertEquals(one.merge(two).merge(three), one.merge(two.merge(three)));
    assertEquals(three.merge(one).merge(two), three.merge(one.merge(two)));
    RevisionTree all = one.merge(two).merge(three);
    assertSame(all, all.merge(three));
    assertEquals(all, RevisionTree.decode(all.encode(), 0, all.encode().length));
  }

  private static RevisionTree renumbered(List<Graft> grafts) {
    return Graft.tree(
        grafts.stream().map(graft -> new Graft(graft.history(), !graft.deleted(), 350)).toList());
  }

  @Property
  @Tag("TREE-3")
  @Tag("TREE-6")
  void whatIsKnownChangesNothing(@ForAll("grafts") List<Graft> grafts) {
    RevisionTree tree = Graft.tree(grafts);
    for (Graft graft : grafts) {
      Merged again = tree.merge(graft.history(), !graft.deleted(), graft.body() + 1);
      assertEquals(Outcome.UNCHANGED, again.outcome());
      assertSame(tree, again.tree());
    }
  }

  @Property
  void outcomeTellsWhatHappened(@ForAll("grafts") List<Graft> grafts) {
    RevisionTree tree = RevisionTree.EMPTY;
    for (Graft graft : grafts) {
      Merged merged = tree.merge(graft.history(), graft.deleted(), graft.body());
      assertEquals(expectedOutcome(tree, merged.tree(), graft.history()), merged.outcome());
      tree = merged.tree();
    }
  }

  private static Outcome expectedOutcome(
      RevisionTree before, RevisionTree after, RevisionHistory history) {
    if (before.find(history.revision()).isPresent()) {
      return before.equals(after) ? Outcome.UNCHANGED : Outcome.FILLED;
    }
    Optional<RevisionId> known =
        history.revisions().stream().filter(id -> before.find(id).isPresent()).findFirst();
    return known
        .map(id -> before.isLeaf(id) ? Outcome.NEW_LEAF : Outcome.NEW_BRANCH)
        .orElse(Outcome.NEW_ROOT);
  }

  /** Of trees that grew, and of those of which the flags, the bodies or the roots differ. */
  @Property
  void leavesAreCompared(
      @ForAll("grafts") List<Graft> a,
      @ForAll("grafts") List<Graft> b,
      @ForAll("ids") Set<RevisionId> purged) {
    RevisionTree tree = Graft.tree(a);
    List<RevisionTree> others =
        List.of(
            tree,
            Graft.tree(concat(a, b)),
            Graft.tree(b),
            renumbered(a),
            renumbered(a).merge(Graft.tree(b)),
            tree.withoutBodiesOfAny(revision -> purged.contains(revision.id())),
            Graft.tree(concat(a, b)).removeLeaves(purged).tree());
    for (RevisionTree other : others) {
      assertEquals(overgrown(tree, other), tree.overgrownIn(other));
      assertEquals(overgrown(other, tree), other.overgrownIn(tree));
      assertEquals(tree.leaves().equals(other.leaves()), tree.sameLeaves(other));
    }
  }

  private static List<Revision> overgrown(RevisionTree before, RevisionTree later) {
    return before.leaves().stream()
        .filter(leaf -> later.find(leaf.id()).isPresent() && !later.isLeaf(leaf.id()))
        .toList();
  }

  @Property
  @Tag("TREE-7")
  void stemmingKeepsTheNewestOfEachLeaf(
      @ForAll("grafts") List<Graft> grafts, @ForAll @IntRange(min = 1, max = 8) int limit) {
    RevisionTree tree = Graft.tree(grafts);
    RevisionModel model = RevisionModel.of(grafts);
    Stemmed stemmed = tree.stem(limit);
    Set<RevisionId> kept = model.keptByStemming(limit);
    assertDropped(model, kept, stemmed.dropped(), tree, stemmed.tree());
    model.retain(kept);
    assertSameAsModel(model, stemmed.tree());
    assertSame(stemmed.tree(), stemmed.tree().stem(limit).tree());
  }

  @Property
  @Tag("PUR-1")
  @Tag("PUR-2")
  void purgingRemovesLeavesAndWhatOnlyTheyNeed(
      @ForAll("grafts") List<Graft> grafts, @ForAll("ids") Set<RevisionId> purged) {
    RevisionTree tree = Graft.tree(grafts);
    RevisionModel model = RevisionModel.of(grafts);
    Pruned pruned = tree.removeLeaves(purged);
    List<RevisionId> removed =
        model.leaves().stream().map(Revision::id).filter(purged::contains).toList();
    assertEquals(removed, pruned.removed());
    Set<RevisionId> kept =
        removed.isEmpty() ? new HashSet<>(model.revisions.keySet()) : model.keptByPurging(purged);
    assertDropped(model, kept, pruned.dropped(), tree, pruned.tree());
    model.retain(kept);
    assertSameAsModel(model, pruned.tree());
  }

  private static void assertDropped(
      RevisionModel model,
      Set<RevisionId> kept,
      List<Revision> dropped,
      RevisionTree before,
      RevisionTree after) {
    Set<Revision> expected =
        model.revisions.values().stream()
            .filter(revision -> !kept.contains(revision.id()))
            .collect(Collectors.toSet());
    assertEquals(expected, new HashSet<>(dropped));
    assertEquals(expected.size(), dropped.size());
    if (expected.isEmpty()) {
      assertSame(before, after);
    }
  }

  @Property
  void extendingIsMergingAChild(
      @ForAll("grafts") List<Graft> grafts, @ForAll boolean deleted, @ForAll long seed) {
    RevisionTree tree = Graft.tree(grafts);
    for (Revision leaf : Graft.shuffled(tree.leaves(), seed)) {
      RevisionId child = RevisionId.of(leaf.id().generation() + 1, "child");
      RevisionHistory whole = tree.history(leaf.id()).orElseThrow().extend(child);
      RevisionTree extended = tree.extend(leaf.id(), child, deleted, 7);
      assertEquals(RevisionTree.EMPTY.merge(whole, deleted, 7).tree().merge(tree), extended);
      assertEquals(new Revision(child, deleted, 7), extended.find(child).orElseThrow());
    }
  }

  @Property
  @Tag("CMP-1")
  @Tag("CMP-2")
  void compactionForgetsBodiesOfInnerRevisions(@ForAll("grafts") List<Graft> grafts) {
    RevisionTree tree = Graft.tree(grafts);
    RevisionTree compacted = tree.withoutBodies(revision -> true);
    assertEquals(tree.leaves(), compacted.leaves());
    for (RevisionId id : Graft.allIds()) {
      boolean kept = tree.isLeaf(id) && tree.find(id).orElseThrow().available();
      assertEquals(kept, compacted.find(id).map(Revision::available).orElse(false));
    }
    assertSame(compacted, compacted.withoutBodies(revision -> true));
    assertEquals(tree, compacted.merge(tree));
  }

  private static void assertSameAsModel(RevisionModel model, RevisionTree tree) {
    assertEquals(model.revisions.size(), tree.size());
    List<Revision> leaves = model.leaves();
    assertEquals(leaves, tree.leaves());
    assertEquals(leaves.stream().findFirst(), tree.winner());
    assertEquals(
        leaves.stream().skip(1).filter(leaf -> !leaf.deleted()).toList(), tree.conflicts());
    assertEquals(
        leaves.stream().skip(1).filter(Revision::deleted).toList(), tree.deletedConflicts());
    for (RevisionId id : Graft.allIds()) {
      assertEquals(Optional.ofNullable(model.revisions.get(id)), tree.find(id));
      assertEquals(model.path(id), tree.path(id));
      assertEquals(model.latest(id), tree.latest(id));
      assertEquals(
          leaves.stream()
              .map(Revision::id)
              .filter(leaf -> leaf.generation() < id.generation())
              .toList(),
          tree.possibleAncestors(List.of(id)));
    }
    assertEquals(
        Graft.allIds().stream().filter(id -> !model.revisions.containsKey(id)).toList(),
        tree.missing(Graft.allIds()));
  }

  private static List<Graft> concat(List<Graft> a, List<Graft> b) {
    return java.util.stream.Stream.concat(a.stream(), b.stream()).toList();
  }
}
