package dev.couchgrass.core.crdt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

class DocMergeProperties {
  @Provide
  Arbitrary<Value> values() {
    return RandomValues.values();
  }

  @Provide
  Arbitrary<Doc> docs() {
    return RandomValues.docs();
  }

  @Provide
  Arbitrary<List<Doc>> changes() {
    return RandomValues.docs().list().ofMaxSize(7).withoutEdgeCases();
  }

  @Property
  @Tag("CRD-5")
  void mergingIsAssociative(
      @ForAll("values") Value a, @ForAll("values") Value b, @ForAll("values") Value c) {
    assertEquals(c.over(b.over(a)), c.over(b).over(a));
  }

  @Property
  @Tag("CRD-5")
  void documentsJoinInAnyGrouping(
      @ForAll("docs") Doc a, @ForAll("docs") Doc b, @ForAll("docs") Doc c, @ForAll("docs") Doc d) {
    Doc oneByOne = a.merge(b).merge(c).merge(d);
    assertEquals(oneByOne, a.merge(b.merge(c.merge(d))));
    assertEquals(oneByOne, a.merge(b).merge(c.merge(d)));
    assertEquals(oneByOne, Doc.fold(List.of(a, b, c, d)));
  }

  @Property
  @Tag("CRD-4")
  @Tag("CRD-6")
  @Tag("CRD-7")
  @Tag("CRD-8")
  @Tag("CRD-9")
  @Tag("CRD-13")
  @Tag("CRD-15")
  void foldedChangesAreTheChangesAppliedOneByOne(@ForAll("changes") List<Doc> changes) {
    assertEquals(NaiveState.of(changes), NaiveState.seen(Doc.fold(changes)));
  }

  @Property
  @Tag("CRD-5")
  void anEmptyChangeChangesNothing(@ForAll("docs") Doc doc) {
    assertEquals(doc, doc.merge(Doc.EMPTY));
    assertEquals(doc, Doc.EMPTY.merge(doc));
  }

  /** Once more right after itself; an older change after a newer one would win, of course. */
  @Property
  @Tag("CRD-5")
  void aChangeAppliedTwiceInARowIsAppliedOnce(
      @ForAll("values") Value a, @ForAll("values") Value b) {
    assertEquals(a, a.over(a));
    assertEquals(b.over(a), b.over(b.over(a)));
  }

  @Property
  @Tag("CRD-8")
  void nothingEarlierShowsThroughAnAtomicValue(
      @ForAll("values") Value earlier, @ForAll("values") Value later) {
    assertEquals(later.atomic(), later.atomic().over(earlier));
  }

  @Property(tries = 300)
  @Tag("CRD-7")
  void nothingOlderBringsBackWhatWasRemoved(
      @ForAll("changes") List<Doc> older,
      @ForAll("changes") List<Doc> newer,
      @ForAll @IntRange(max = 7) int place) {
    List<Doc> before = older.subList(0, Math.min(place, older.size()));
    Doc removal = Doc.of("a", Tombstone.TOMBSTONE);
    Doc few = Doc.fold(before).merge(removal);
    Doc all = Doc.fold(older).merge(removal);
    assertTrue(few.isTombstone("a"));
    assertTrue(all.isTombstone("a"));
    Doc rest = Doc.fold(newer);
    assertEquals(few.merge(rest).get("a"), all.merge(rest).get("a"));
  }

  @Property
  @Tag("CRD-10")
  void tombstonesAreNotSeen(@ForAll("docs") Doc doc) {
    assertEquals(doc.size(), doc.toMap().size());
    assertEquals(doc.isEmpty(), doc.toMap().isEmpty());
    for (int i = 0; i < doc.members().size(); i++) {
      String name = doc.members().key(i);
      boolean removed = doc.members().value(i) == Tombstone.TOMBSTONE;
      assertEquals(removed, doc.isTombstone(name));
      assertEquals(removed, doc.get(name).isEmpty());
      assertEquals(removed, !doc.toMap().containsKey(name));
    }
  }

  @Property
  @Tag("CRD-3")
  void mergingNeverMakesDeeper(@ForAll("docs") Doc a, @ForAll("changes") List<Doc> more) {
    int deepest = Math.max(a.depth(), more.stream().mapToInt(Doc::depth).max().orElse(0));
    assertTrue(a.merge(Doc.fold(more)).depth() <= deepest);
  }
}
