package dev.couchgrass.conformance.entry;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.entry.EntryRange;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.Reachability.Reached;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.result.ResultCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is listed, and in which order. */
public abstract class EntryListingConformance extends EntryFixture {
  /** So many that the order of their texts is another than that of their bytes. */
  private static final int BROAD = 40;

  private final Entry root = Draft.root(1).in("a").sign();

  protected EntryListingConformance(StorageHome.Source homes) {
    super(homes);
  }

  private Entry[] broad() {
    return Stream.iterate(0, number -> number + 1)
        .limit(BROAD)
        .map(each -> Draft.of(root, root).entropy(each).in("a", root).sign())
        .toArray(Entry[]::new);
  }

  private List<Entry> rootAnd(Entry... broad) {
    List<Entry> all = new ArrayList<>(List.of(root));
    Stream.of(broad).sorted(Comparator.comparing(Entry::id)).forEach(all::add);
    return all;
  }

  @Test
  @Tag("EST-17")
  void entriesOfOneHeightAreInTheOrderOfTheirBytes() {
    Entry[] broad = broad();
    put(broad);
    put(root);
    List<Entry> ordered = rootAnd(broad);
    assertEquals(ordered, read(entries.entries(root.id())));
    assertEquals(ordered, read(entries.entries(root.id(), "a")));
    assertEquals(ordered, read(entries.withStatus(root.id(), EntryStatus.UNVERIFIED)));
    assertEquals(ordered, read(entries.history(EntryRange.to(root.id(), tips(broad)))));
    assertEquals(ordered, read(entries.history(EntryRange.to(root.id(), "a", tips(broad)))));
    putVerified(ordered.toArray(Entry[]::new));
    assertEquals(ordered, read(entries.withStatus(root.id(), EntryStatus.VERIFIED)));
  }

  @Test
  @Tag("EST-17")
  @Tag("EST-18")
  void heightsComeFirstAndAStoreHasItsOwn() {
    Entry low = Draft.of(root, root).height(1).in("c", OptionalLong.of(9)).sign();
    Entry high = Draft.of(root, root).height(300).in("c", OptionalLong.of(2)).sign();
    Entry between = Draft.of(root, root).height(70_000).in("a", root).sign();
    put(between, high, low, root);
    assertEquals(List.of(root, low, high, between), read(entries.entries(root.id())));
    assertEquals(List.of(high, low), read(entries.entries(root.id(), "c")));
    assertEquals(List.of(root, between), read(entries.entries(root.id(), "a")));
    assertEquals(
        List.of(high, low), read(entries.history(EntryRange.to(root.id(), "c", tips(low, high)))));
  }

  @Test
  @Tag("EST-18")
  @Tag("EST-20")
  void databasesAreApart() {
    Entry other = Draft.root(2).in("a").sign();
    Entry child = Draft.of(other, other).in("a", other).sign();
    Entry third = Draft.root(3).sign();
    Entry orphan = Draft.of(third, third).in("a").sign();
    put(child, root, orphan, other);
    settle(EntryStatus.FAILED, other);
    assertEquals(List.of(root), read(entries.entries(root.id())));
    assertEquals(List.of(other, child), read(entries.entries(other.id(), "a")));
    assertEquals(List.of(orphan), read(entries.entries(third.id())));
    assertEquals(
        Stream.of(root, other).sorted(Comparator.comparing(Entry::id)).toList(),
        read(entries.roots()));
  }

  @Test
  @Tag("EST-19")
  void eachStatusHasItsEntries() {
    Entry other = Draft.root(2).sign();
    Entry one = Draft.of(root, root).sign();
    Entry two = Draft.of(root, one).sign();
    Entry three = Draft.of(root, two).sign();
    put(root, one, two, three, other);
    settle(EntryStatus.VERIFIED, root, one);
    settle(EntryStatus.VOID, one);
    settle(EntryStatus.FAILED, three, other);
    Map<EntryStatus, List<Entry>> expected =
        Map.of(
            EntryStatus.VERIFIED, List.of(root),
            EntryStatus.VOID, List.of(one),
            EntryStatus.UNVERIFIED, List.of(two),
            EntryStatus.FAILED, List.of(three));
    expected.forEach(
        (status, of) -> assertEquals(of, read(entries.withStatus(root.id(), status)), "" + status));
    assertEquals(
        Set.of(three.id(), other.id()), Set.copyOf(all(entries.withStatus(EntryStatus.FAILED))));
    assertEquals(List.of(one.id()), all(entries.withStatus(EntryStatus.VOID)));
    assertEquals(List.of(root.id()), all(entries.withStatus(EntryStatus.VERIFIED)));
    settle(EntryStatus.VERIFIED, one, two);
    assertEquals(
        List.of(root, one, two), read(entries.withStatus(root.id(), EntryStatus.VERIFIED)));
    assertEquals(List.of(), all(entries.withStatus(EntryStatus.VOID)));
    assertEquals(List.of(), read(entries.withStatus(other.id(), EntryStatus.UNVERIFIED)));
  }

  @Test
  @Tag("EST-21")
  void theParentsThatAreNotThereAreMissing() {
    Entry left = Draft.of(root, root).in("a", root).sign();
    Entry right = Draft.of(root, root).in("b").sign();
    Entry merge = Draft.of(root, left).in("a", left).in("b", right).sign();
    Entry also = Draft.of(root, left, right).sign();
    assertEquals(List.of(), all(entries.missing(root.id())));
    put(merge);
    assertMissing(left, right);
    put(also);
    assertMissing(left, right);
    put(left);
    assertMissing(root, right);
    put(root);
    assertMissing(right);
    put(right);
    assertMissing();
  }

  private void assertMissing(Entry... expected) {
    assertEquals(
        Stream.of(expected).map(Entry::id).sorted().toList(), all(entries.missing(root.id())));
  }

  /** It is there, though it is of no use. */
  @Test
  @Tag("EST-21")
  void aParentOfAnotherDatabaseIsNotMissing() {
    Entry other = Draft.root(2).sign();
    Entry odd = Draft.of(root, other).in("a", other, root).sign();
    put(odd);
    assertMissing(root, other);
    put(other, root);
    assertMissing();
    assertEquals(List.of(), all(entries.missing(other.id())));
  }

  @Test
  @Tag("EST-22")
  void aCursorIsOfOneMoment() {
    Entry[] broad = broad();
    put(root);
    put(broad);
    List<Entry> ordered = rootAnd(broad);
    ResultCursor<StoredEntry> listing =
        await(entries.withStatus(root.id(), EntryStatus.UNVERIFIED));
    ResultCursor<StoredEntry> history =
        await(entries.history(EntryRange.to(root.id(), tips(broad))));
    assertEquals(List.of(root), entriesOf(await(listing.next(1))));
    assertEquals(List.of(root), entriesOf(await(history.next(1))));
    Entry later = Draft.of(root, broad[0]).sign();
    putVerified(ordered.toArray(Entry[]::new));
    put(later);
    List<StoredEntry> rest = await(listing.toList(MANY));
    assertEquals(ordered.subList(1, ordered.size()), entriesOf(rest));
    rest.forEach(each -> assertEquals(EntryStatus.UNVERIFIED, each.status()));
    rest = await(history.toList(MANY));
    assertEquals(ordered.subList(1, ordered.size()), entriesOf(rest));
    rest.forEach(each -> assertEquals(EntryStatus.UNVERIFIED, each.status()));
  }

  private static List<Entry> entriesOf(List<StoredEntry> rows) {
    return rows.stream().map(StoredEntry::entry).toList();
  }

  @Test
  @Tag("EST-32")
  void whatIsNotThereAnswersEmpty() {
    put(root);
    Cid unknown = Draft.root(9).sign().id();
    Cid raw = new Cid(Codec.RAW, root.id().hash());
    Cid nobody = Cid.of(Codec.DAG_CBOR, new byte[0]);
    for (Cid id : List.of(unknown, raw, nobody, new Cid(Codec.RAW, Hash.of(new byte[1])))) {
      assertEquals(Optional.empty(), await(entries.get(id)));
      assertEquals(Optional.empty(), await(entries.status(id)));
      assertEquals(Map.of(), await(entries.get(List.of(id))));
      assertEquals(List.of(), all(entries.missing(id)));
      assertEquals(Tips.NONE, await(entries.tips(id)));
      assertEquals(Tips.NONE, await(entries.verifiedTips(id)));
      assertEquals(List.of(), read(entries.entries(id)));
      for (EntryStatus status : EntryStatus.values()) {
        assertEquals(List.of(), read(entries.withStatus(id, status)));
      }
      assertEquals(List.of(), read(entries.history(EntryRange.to(id, Tips.NONE))));
      assertEquals(new Reached(), await(entries.reaches(id, Tips.NONE, List.of())));
      assertNothing(id, "a");
      assertEquals(List.of(), await(entries.storeParents(root.id(), "a", id)));
      assertEquals(
          List.of(root),
          read(entries.history(EntryRange.to(root.id(), tips(root)).from(Tips.of(id)))));
    }
  }

  @Test
  @Tag("EST-32")
  void namesThatNoStoreCanHaveAnswerEmpty() {
    Entry mark = Draft.of(root, root).in("?").in("x".repeat(255)).sign();
    putVerified(root, mark);
    assertEquals(List.of(mark), read(entries.entries(root.id(), "x".repeat(255))));
    for (String name :
        List.of(
            "", "nothing", "x".repeat(256), "x".repeat(70_000), "\u00e4".repeat(128), "\ud800")) {
      assertNothing(root.id(), name);
      assertEquals(List.of(), await(entries.storeParents(root.id(), name, mark.id())));
      assertEquals(Tips.NONE, await(entries.tipsAt(root.id(), name, tips(mark))));
    }
  }

  private void assertNothing(Cid database, String store) {
    assertEquals(List.of(), read(entries.entries(database, store)));
    assertEquals(Tips.NONE, await(entries.tips(database, store)));
    assertEquals(Tips.NONE, await(entries.verifiedTips(database, store)));
    assertEquals(Tips.NONE, await(entries.tipsAt(database, store, Tips.NONE)));
    assertEquals(List.of(), read(entries.history(EntryRange.to(database, store, Tips.NONE))));
  }
}
