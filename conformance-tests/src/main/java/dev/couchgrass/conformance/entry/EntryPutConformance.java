package dev.couchgrass.conformance.entry;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.store.entry.EntryRange;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StateKey;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** How entries are kept. */
public abstract class EntryPutConformance extends EntryFixture {
  /** What an entry has beside its data, at most, as these tests make it. */
  private static final int OTHERS = 1_000;

  private final Entry root = Draft.root(1).in("a").sign();
  private final Entry one = Draft.of(root, root).in("a", root).sign();
  private final Entry two = Draft.of(root, one).in("a", one).sign();

  protected EntryPutConformance(StorageHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("EST-1")
  void thoseThatWereNotThereAreAnswered() {
    assertEquals(Set.of(), await(entries.put(List.of())));
    assertEquals(Set.of(one.id()), await(entries.put(List.of(one, one))));
    assertEquals(Set.of(root.id(), two.id()), await(entries.put(List.of(two, one, root))));
    assertEquals(Set.of(), await(entries.put(List.of(two, one, root))));
    assertEquals(EntryStatus.UNVERIFIED, status(one));
  }

  @Test
  @Tag("EST-1")
  void whatIsThereKeepsItsStatus() {
    putVerified(root, one);
    put(two);
    settle(EntryStatus.FAILED, two);
    settle(EntryStatus.VOID, one);
    put(root, one, two);
    assertEquals(EntryStatus.VERIFIED, status(root));
    assertEquals(EntryStatus.VOID, status(one));
    assertEquals(EntryStatus.FAILED, status(two));
    assertEquals(tips(root), await(entries.verifiedTips(root.id())));
  }

  @Test
  @Tag("EST-2")
  void entriesAreReadAsTheirBytes() {
    Entry large = Draft.of(root, two).data("b", (1 << 20) - OTHERS).sign();
    put(large, two);
    for (Entry entry : List.of(large, two)) {
      StoredEntry read = await(entries.get(entry.id())).orElseThrow();
      assertArrayEquals(entry.bytes(), read.entry().bytes());
      assertEquals(EntryStatus.UNVERIFIED, read.status());
    }
    assertEquals(
        Set.of(large.id(), two.id()), await(entries.get(List.of(ids(large, two, one)))).keySet());
    assertEquals(List.of(two, large), read(entries.entries(root.id())));
  }

  /** Read when none of it can be remembered: there is more than anybody would keep on the heap. */
  @Test
  @Tag("EST-2")
  void largeEntriesAreReadWhenManyCameSince() {
    List<Entry> large =
        Stream.iterate(0, number -> number + 1)
            .limit(40)
            .map(each -> Draft.of(root, root).entropy(each).data("b", 1_000_000).sign())
            .toList();
    large.forEach(this::put);
    for (Entry entry : large) {
      assertArrayEquals(
          entry.bytes(), await(entries.get(entry.id())).orElseThrow().entry().bytes());
    }
  }

  @Test
  @Tag("EST-4")
  void verifiedOnesAreKeptAsSuch() {
    put(one);
    assertEquals(Set.of(root.id(), two.id()), await(entries.putVerified(List.of(two, one, root))));
    for (Entry entry : List.of(root, one, two)) {
      assertEquals(EntryStatus.VERIFIED, status(entry));
    }
    settle(EntryStatus.VOID, two);
    assertEquals(Set.of(), await(entries.putVerified(List.of(two))));
    assertEquals(EntryStatus.VOID, status(two));
  }

  @Test
  @Tag("EST-3")
  @Tag("EST-4")
  void ofVerifiedOnesAllAreKeptOrNone() {
    assertFails(ErrorCode.ENTRY_STATUS, entries.putVerified(List.of(root, two)));
    assertEquals(Map.of(), await(entries.get(List.of(ids(root, two)))));
    assertEquals(Tips.NONE, await(entries.tips(root.id())));
    assertEquals(List.of(), all(entries.roots()));
    put(one);
    settle(EntryStatus.FAILED, one);
    assertFails(ErrorCode.ENTRY_STATUS, entries.putVerified(List.of(root, one)));
    assertEquals(Map.of(), await(entries.get(List.of(root.id()))));
  }

  @Test
  @Tag("EST-3")
  void whatIsAnsweredForIsSeenByTheNextRead() {
    for (Entry entry : List.of(two, root, one)) {
      put(entry);
      assertEquals(EntryStatus.UNVERIFIED, await(entries.get(entry.id())).orElseThrow().status());
    }
    settle(EntryStatus.VERIFIED, root, one, two);
    assertEquals(tips(two), await(entries.verifiedTips(root.id())));
  }

  @Test
  @Tag("EST-39")
  void nothingWorksOnceTheStorageIsClosed() {
    put(root);
    await(storage.close());
    EntryStore closed = entries;
    StateKey key = StateKey.shared(root.id(), "a");
    List<Executable> calls =
        List.of(
            () -> closed.put(List.of()),
            () -> closed.putVerified(List.of()),
            () -> closed.setStatus(Map.of()),
            () -> closed.get(root.id()),
            () -> closed.get(List.of()),
            () -> closed.status(root.id()),
            closed::roots,
            () -> closed.entries(root.id()),
            () -> closed.entries(root.id(), "a"),
            () -> closed.withStatus(root.id(), EntryStatus.FAILED),
            () -> closed.withStatus(EntryStatus.FAILED),
            () -> closed.missing(root.id()),
            () -> closed.tips(root.id()),
            () -> closed.tips(root.id(), "a"),
            () -> closed.verifiedTips(root.id()),
            () -> closed.verifiedTips(root.id(), "a"),
            () -> closed.tipsAt(root.id(), "a", Tips.NONE),
            () -> closed.history(EntryRange.to(root.id(), Tips.NONE)),
            () -> closed.mergeBase(root.id(), "a", Tips.NONE),
            () -> closed.firstParentPath(root.id(), "a", root.id()),
            () -> closed.reaches(root.id(), Tips.NONE, List.of()),
            () -> closed.storeParents(root.id(), "a", root.id()),
            () -> closed.cachedState(key),
            () -> closed.cacheState(key, new byte[0]),
            closed::clearStates,
            closed::instanceMetadata,
            () -> closed.setInstanceMetadata(new byte[0]),
            closed::instanceSecrets,
            () -> closed.setInstanceSecrets(new byte[0]));
    for (int call = 0; call < calls.size(); call++) {
      assertThrows(IllegalStateException.class, calls.get(call), "call " + call);
    }
  }
}
