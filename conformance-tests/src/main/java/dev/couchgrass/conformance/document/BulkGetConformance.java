package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.document.BulkGetOptions;
import dev.couchgrass.store.document.BulkGetRequest;
import dev.couchgrass.store.document.BulkGetResult;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.StoredDocument;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many documents in one read. */
public abstract class BulkGetConformance extends StoreFixture {
  protected BulkGetConformance(StorageHome.Source homes) {
    super(homes);
  }

  private static BulkGetRequest ask(String id, String... revision) {
    return new BulkGetRequest(id(id), Stream.of(revision).findFirst().map(RevisionId::parse));
  }

  private List<List<String>> bulkGet(BulkGetOptions options, BulkGetRequest... requests) {
    return await(db.bulkGet(List.of(requests), options)).stream()
        .map(result -> result.revisions().stream().map(OpenRevisionsConformance::show).toList())
        .toList();
  }

  @Test
  @Tag("GET-7")
  void thereIsAResultForEachRequestInOrder() {
    graft("a", "2-b", "1-a");
    graft("a", "2-c", "1-a");
    assertEquals(
        List.of(
            List.of("2-c"),
            List.of(),
            List.of("2-b"),
            List.of("?1-a"),
            List.of("?7-x"),
            List.of("2-c")),
        bulkGet(
            BulkGetOptions.DEFAULTS,
            ask("a"),
            ask("b"),
            ask("a", "2-b"),
            ask("a", "1-a"),
            ask("b", "7-x"),
            ask("a")));
  }

  @Test
  @Tag("GET-7")
  void aDeletedWinnerIsHandedOut() {
    RevisionId tombstone = delete("a", create("a", "{}"));
    assertEquals(
        List.of(List.of(tombstone.toString())), bulkGet(BulkGetOptions.DEFAULTS, ask("a")));
  }

  @Test
  @Tag("GET-4")
  void latestAndHistoryAreWhatAReplicatorAsks() {
    graft("a", "3-c", "2-b", "1-a");
    BulkGetOptions options = BulkGetOptions.DEFAULTS.withLatest(true).withHistory(true);
    BulkGetResult result = await(db.bulkGet(List.of(ask("a", "2-b")), options)).get(0);
    StoredDocument found = ((OpenRevision.Found) result.revisions().get(0)).document();
    assertEquals(revs("3-c", "2-b", "1-a"), found.extras().history());
  }

  @Test
  @Tag("GET-7")
  void thousandsAreAnsweredAtOnce() {
    graft("a", "1-a");
    List<BulkGetRequest> requests = Collections.nCopies(5_000, ask("a"));
    assertEquals(5_000, await(db.bulkGet(requests, BulkGetOptions.DEFAULTS)).size());
  }
}
