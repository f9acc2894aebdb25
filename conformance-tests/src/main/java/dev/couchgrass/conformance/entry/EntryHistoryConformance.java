package dev.couchgrass.conformance.entry;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryRange;
import dev.couchgrass.store.error.ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What entries descend from.
 *
 * <pre>
 * root(a) - base(a) - left(a) ------ merge(a) - last(a, b)
 *     |           \                 /
 *     |            right(a, b) - up(a)
 *     apart(b)
 * </pre>
 */
public abstract class EntryHistoryConformance extends EntryFixture {
  private final Entry root = Draft.root(1).in("a").sign();
  private final Entry base = Draft.of(root, root).in("a", root).sign();
  private final Entry left = Draft.of(root, base).in("a", base).sign();
  private final Entry right = Draft.of(root, base).in("a", base).in("b").sign();
  private final Entry up = Draft.of(root, right).in("a", right).sign();
  private final Entry merge = Draft.of(root, left, up).in("a", left, up).sign();
  private final Entry last = Draft.of(root, merge).in("a", merge).in("b", right).sign();
  private final Entry apart = Draft.of(root, root).in("b").sign();
  private final Entry[] all = {root, base, left, right, up, merge, last, apart};

  protected EntryHistoryConformance(StorageHome.Source homes) {
    super(homes);
  }

  private List<Entry> history(Tips from, Entry... to) {
    return read(entries.history(EntryRange.to(root.id(), tips(to)).from(from)));
  }

  private List<Entry> history(String store, Tips from, Entry... to) {
    return read(entries.history(EntryRange.to(root.id(), store, tips(to)).from(from)));
  }

  private static List<Entry> sorted(Entry... all) {
    return Stream.of(all)
        .sorted(Comparator.comparingLong(Entry::height).thenComparing(Entry::id))
        .toList();
  }

  @Test
  @Tag("EST-23")
  void aHistoryIsWhatEntriesDescendFrom() {
    put(all);
    assertEquals(List.of(), history(Tips.NONE));
    assertEquals(List.of(root), history(Tips.NONE, root));
    assertEquals(sorted(root, base, right, up), history(Tips.NONE, up));
    assertEquals(sorted(all), history(Tips.NONE, last, apart));
    assertEquals(sorted(root, base, left, apart), history(Tips.NONE, left, apart, base));
  }

  @Test
  @Tag("EST-23")
  void aStoreHasAHistoryOfItsOwn() {
    put(all);
    assertEquals(sorted(right, last), history("b", Tips.NONE, last));
    assertEquals(sorted(apart, right, last), history("b", Tips.NONE, last, apart));
    assertEquals(sorted(root, base, right, up), history("a", Tips.NONE, up));
  }

  @Test
  @Tag("EST-24")
  void whatIsKnownIsLeftOutWithAllBelow() {
    put(all);
    assertEquals(List.of(), history(tips(up), up));
    assertEquals(sorted(left, merge), history(tips(up), merge));
    assertEquals(sorted(right, up), history(tips(left), up));
    assertEquals(sorted(left, right, up, merge, last), history(tips(base), last));
    assertEquals(List.of(), history(tips(last), merge, base));
    assertEquals(sorted(apart), history(tips(last), apart));
    assertEquals(sorted(left, right), history(tips(base, apart), left, right));
    assertEquals(sorted(left, merge), history("a", tips(up), merge));
    assertEquals(sorted(last), history("b", tips(right, apart), last));
  }

  @Test
  @Tag("EST-24")
  void whatIsKnownElsewhereDoesNotCount() {
    Entry other = Draft.root(2).in("a").sign();
    Entry unknown = Draft.of(root, merge).sign();
    put(all);
    put(other);
    assertEquals(sorted(root, base), history(tips(other, unknown), base));
    assertEquals(sorted(base), history(tips(other, unknown, root), base));
    assertEquals(sorted(right, last), history("b", tips(left, other), last));
  }

  @Test
  @Tag("EST-25")
  void whatIsNotThereIsLeftOut() {
    put(root, left, up, merge, apart);
    assertEquals(sorted(left, up, merge), history(Tips.NONE, merge));
    assertEquals(sorted(up, merge), history(tips(left), merge));
    put(base);
    assertEquals(sorted(root, base, left, up, merge), history(Tips.NONE, merge));
  }

  @Test
  @Tag("EST-25")
  void aHistoryEndsWithEntriesOfIts() {
    Entry other = Draft.root(2).in("a").sign();
    put(root, base, apart, other);
    assertRefused(ErrorCode.ENTRY_MISSING, EntryRange.to(root.id(), tips(base, left)));
    assertRefused(ErrorCode.BAD_REQUEST, EntryRange.to(root.id(), tips(base, other)));
    assertRefused(ErrorCode.BAD_REQUEST, EntryRange.to(other.id(), "a", tips(base)));
    assertRefused(ErrorCode.BAD_REQUEST, EntryRange.to(root.id(), "b", tips(apart, base)));
    assertRefused(ErrorCode.BAD_REQUEST, EntryRange.to(root.id(), "", tips(base)));
    assertRefused(ErrorCode.BAD_REQUEST, EntryRange.to(left.id(), tips(base)));
    assertRefused(ErrorCode.ENTRY_MISSING, EntryRange.to(left.id(), tips(left)));
  }

  private void assertRefused(ErrorCode code, EntryRange range) {
    assertFails(code, entries.history(range));
  }

  /** Nobody accepts such an entry; yet it must not take others with it. */
  @Test
  @Tag("EST-24")
  void anEntryWithoutHonestHeightTakesNothingElse() {
    Entry liar = Draft.of(root, merge, left, up).height(2).sign();
    put(all);
    put(liar);
    List<Entry> found = history(tips(liar), last, apart);
    assertEquals(
        sorted(last, apart), found.stream().filter(List.of(last, apart)::contains).toList());
    List<Entry> whole = new ArrayList<>(sorted(all));
    whole.add(liar);
    assertEquals(sorted(whole.toArray(Entry[]::new)), history(Tips.NONE, last, apart, liar));
  }

  private Optional<Cid> mergeBase(String store, Entry... of) {
    return await(entries.mergeBase(root.id(), store, tips(of)));
  }

  @Test
  @Tag("EST-26")
  void theMergeBaseIsWhatEveryWayPasses() {
    put(all);
    assertEquals(Optional.of(up.id()), mergeBase("a", up));
    assertEquals(Optional.of(base.id()), mergeBase("a", left, right));
    assertEquals(Optional.of(base.id()), mergeBase("a", left, up));
    assertEquals(Optional.of(right.id()), mergeBase("a", up, right));
    assertEquals(Optional.of(merge.id()), mergeBase("a", last, merge));
    // Both descend from up, and the one way round it passes base.
    assertEquals(Optional.of(base.id()), mergeBase("a", merge, up));
    assertEquals(Optional.of(base.id()), mergeBase("a", last, left, up));
    assertEquals(Optional.of(root.id()), mergeBase("a", last, root));
  }

  @Test
  @Tag("EST-26")
  void whatBeganApartHasNoMergeBase() {
    put(all);
    assertEquals(Optional.empty(), mergeBase("b", apart, right));
    assertEquals(Optional.empty(), mergeBase("b", last, apart));
    assertEquals(Optional.of(right.id()), mergeBase("b", last, right));
    Entry both = Draft.of(root, last, apart).in("b", last, apart).sign();
    Entry above = Draft.of(root, both).in("b", both).sign();
    put(both, above);
    assertEquals(Optional.of(both.id()), mergeBase("b", above, both));
    assertEquals(Optional.empty(), mergeBase("b", both, last));
  }

  @Test
  @Tag("EST-26")
  void aWayThatEndsInWhatIsNotThereHasNoMergeBase() {
    put(root, base, left, up);
    assertEquals(Optional.empty(), mergeBase("a", left, up));
    assertEquals(Optional.of(up.id()), mergeBase("a", up));
    put(merge);
    assertEquals(Optional.empty(), mergeBase("a", merge, left));
  }

  @Test
  @Tag("EST-27")
  void aMergeBaseIsOfEntriesOfTheStore() {
    put(root, base, apart);
    assertFails(ErrorCode.BAD_REQUEST, entries.mergeBase(root.id(), "a", Tips.NONE));
    assertFails(ErrorCode.BAD_REQUEST, entries.mergeBase(root.id(), "a", tips(base, apart)));
    assertFails(ErrorCode.BAD_REQUEST, entries.mergeBase(base.id(), "a", tips(base)));
    assertFails(ErrorCode.ENTRY_MISSING, entries.mergeBase(root.id(), "a", tips(base, left)));
  }

  @Test
  @Tag("EST-28")
  void aPathGoesOverFirstParents() {
    put(root, base, left, right, merge, last, apart);
    List<Entry> parents = Stream.of(left, up).sorted(Comparator.comparing(Entry::id)).toList();
    List<Cid> way =
        parents.get(0).equals(left)
            ? List.of(ids(root, base, left, merge, last))
            : List.of(ids(merge, last));
    assertEquals(way, path("a", last));
    put(up);
    List<Cid> whole =
        parents.get(0).equals(left) ? way : List.of(ids(root, base, right, up, merge, last));
    assertEquals(whole, path("a", last));
    assertEquals(List.of(ids(right, last)), path("b", last));
    assertEquals(List.of(apart.id()), path("b", apart));
    assertFails(ErrorCode.BAD_REQUEST, entries.firstParentPath(root.id(), "b", base.id()));
    Entry unknown = Draft.of(root, last).in("a", last).sign();
    assertFails(ErrorCode.ENTRY_MISSING, entries.firstParentPath(root.id(), "a", unknown.id()));
  }

  private List<Cid> path(String store, Entry target) {
    return await(entries.firstParentPath(root.id(), store, target.id()));
  }

  @Test
  @Tag("EST-31")
  void parentsAreInOrderAndThoseMissingLast() {
    Entry high = Draft.of(root, root).height(90).in("a", root).sign();
    Entry child = Draft.of(root, high, left, up).in("a", high, left, up, base, right).sign();
    put(child, high, up, root, base);
    List<Cid> expected = new ArrayList<>(List.of(ids(base, up, high)));
    Stream.of(left, right).map(Entry::id).sorted().forEach(expected::add);
    assertEquals(expected, await(entries.storeParents(root.id(), "a", child.id())));
    assertEquals(List.of(), await(entries.storeParents(root.id(), "b", child.id())));
    assertEquals(List.of(), await(entries.storeParents(root.id(), "a", left.id())));
    assertEquals(List.of(), await(entries.storeParents(root.id(), "a", root.id())));
    assertEquals(List.of(), await(entries.storeParents(up.id(), "a", child.id())));
  }
}
