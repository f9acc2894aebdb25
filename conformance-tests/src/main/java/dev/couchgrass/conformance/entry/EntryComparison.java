package dev.couchgrass.conformance.entry;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static dev.couchgrass.conformance.entry.EntryFixture.all;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds all that a store of entries tells against its model. */
final class EntryComparison {
  private static final String STATUS =
      "EST-1, EST-3, EST-4, EST-5, EST-8, EST-37, EST-38: the status";

  private final TriedEntries tried;
  private final EntryQueries queries;

  EntryComparison(TriedEntries tried, EntryQueries queries) {
    this.tried = tried;
    this.queries = queries;
  }

  private EntryModel model() {
    return tried.model();
  }

  void compare() {
    compareEntries();
    assertEquals(model().roots(), ids(tried.store().roots()), "EST-20: the roots");
    for (EntryStatus status : EntryStatus.values()) {
      Set<Cid> expected =
          model().all().stream()
              .map(Entry::id)
              .filter(id -> has(id, status))
              .collect(Collectors.toSet());
      List<Cid> found = all(tried.store().withStatus(status));
      assertEquals(expected, Set.copyOf(found), () -> "EST-19: all that are " + status);
      assertEquals(expected.size(), found.size(), () -> "EST-19: each once that is " + status);
    }
    List.of(EntryPool.get(0), EntryPool.get(1)).forEach(root -> compare(root.id()));
    assertEquals(List.of(), tried.problems(), "the check of what is kept");
  }

  private boolean has(Cid id, EntryStatus status) {
    return model().status(id).filter(status::equals).isPresent();
  }

  private void compareEntries() {
    List<Cid> ids = EntryPool.ALL.stream().map(Entry::id).toList();
    Map<Cid, StoredEntry> found = await(tried.store().get(ids));
    assertEquals(
        model().all().stream().map(Entry::id).collect(Collectors.toSet()),
        found.keySet(),
        "EST-1, EST-3, EST-4, EST-37, EST-38: what is there");
    for (Entry entry : EntryPool.ALL) {
      Optional<EntryStatus> status = model().status(entry.id());
      assertEquals(status, await(tried.store().status(entry.id())), STATUS);
      assertEquals(
          status, Optional.ofNullable(found.get(entry.id())).map(StoredEntry::status), STATUS);
      queries.storeParents(entry);
    }
    found.forEach(
        (id, stored) ->
            assertArrayEquals(
                model().entry(id).bytes(), stored.entry().bytes(), "EST-2: the bytes"));
  }

  private void compare(Cid database) {
    ModelGraph whole = model().graph(database, Optional.empty());
    compareListings(database, whole);
    assertEquals(
        Tips.of(whole.tips()),
        await(tried.store().tips(database)),
        "EST-9, EST-11, EST-37: the tips");
    Collection<Cid> now = model().verifiedTips(database);
    assertEquals(
        Tips.of(now),
        await(tried.store().verifiedTips(database)),
        "EST-12, EST-13, EST-37, EST-38: the verified tips");
    for (String store : EntryPool.STORES) {
      ModelGraph graph = model().graph(database, Optional.of(store));
      assertEquals(
          graph.inOrder(graph.entries().keySet()),
          ids(tried.store().entries(database, store)),
          () -> "EST-17, EST-18: the entries of store " + store);
      assertEquals(
          Tips.of(graph.tips()),
          await(tried.store().tips(database, store)),
          () -> "EST-10, EST-11, EST-37: the tips of store " + store);
      assertEquals(
          Tips.of(model().tipsAt(database, store, now)),
          await(tried.store().verifiedTips(database, store)),
          () -> "EST-14: the verified tips of store " + store);
    }
  }

  private void compareListings(Cid database, ModelGraph whole) {
    List<Cid> ordered = whole.inOrder(whole.entries().keySet());
    assertEquals(ordered, ids(tried.store().entries(database)), "EST-17, EST-18: the entries");
    for (EntryStatus status : EntryStatus.values()) {
      assertEquals(
          ordered.stream().filter(id -> has(id, status)).toList(),
          ids(tried.store().withStatus(database, status)),
          () -> "EST-19: those that are " + status);
    }
    assertEquals(
        List.copyOf(model().missing(database)),
        all(tried.store().missing(database)),
        "EST-21: what is missing");
  }

  private static List<Cid> ids(Future<ResultCursor<StoredEntry>> cursor) {
    return all(cursor).stream().map(stored -> stored.entry().id()).toList();
  }
}
