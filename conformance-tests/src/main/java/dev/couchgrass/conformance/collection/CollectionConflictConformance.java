package dev.couchgrass.conformance.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.collection.Collection;
import dev.couchgrass.store.collection.CollectionOptions;
import dev.couchgrass.store.collection.Collections;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What replication brings: conflicting items, and documents that are none. */
public abstract class CollectionConflictConformance extends CollectionFixture {
  private static final DocumentId A = new DocumentId("a");
  private static final GetOptions WITH_CONFLICTS =
      GetOptions.DEFAULTS.withConflicts(true).withDeletedConflicts(true);

  private Collection cells;

  protected CollectionConflictConformance(StorageHome.Source homes) {
    super(homes);
  }

  @BeforeEach
  void open() {
    cells = collections.collection("cells").await();
  }

  private void graft(String json, String... digests) {
    cells
        .documents()
        .graft(
            List.of(
                new DocumentGraft(
                    A,
                    RevisionHistory.of(digests.length, List.of(digests)),
                    false,
                    JsonBody.parse(json),
                    List.of())))
        .await();
  }

  private void conflict() {
    graft("{\"data\":\"bG9zZXI=\"}", "1a");
    graft("{\"data\":\"d2lubmVy\"}", "1b");
    graft("{\"data\":\"YWxzbw==\"}", "10");
  }

  @Test
  @Tag("GET-2")
  void theWinnerIsRead() {
    conflict();
    assertEquals(Optional.of(Buffer.buffer("winner")), cells.get("a").await());
    assertEquals(1, cells.count().await());
  }

  @Test
  @Tag("COL-8")
  void upsertBuildsOnTheWinnerAndDeletesTheLosers() {
    conflict();
    cells.upsert("a", Buffer.buffer("settled")).await();
    assertEquals(Optional.of(Buffer.buffer("settled")), cells.get("a").await());
    StoredDocument settled =
        cells.documents().get(A, WITH_CONFLICTS.withHistory(true)).await().orElseThrow();
    assertEquals(List.of(), settled.extras().conflicts());
    assertEquals(2, settled.extras().deletedConflicts().size());
    assertEquals("1-1b", settled.extras().history().get(1).toString());
  }

  @Test
  @Tag("COL-9")
  void deleteDeletesEveryLeaf() {
    conflict();
    assertTrue(cells.delete("a").await());
    assertEquals(Optional.empty(), cells.get("a").await());
    assertEquals(0, cells.count().await());
    List<OpenRevision> leaves =
        cells
            .documents()
            .openRevisions(A, new OpenRevisions.All(), GetOptions.DEFAULTS)
            .compose(found -> found.toList(10))
            .await();
    assertEquals(3, leaves.size());
    assertTrue(leaves.stream().allMatch(leaf -> ((OpenRevision.Found) leaf).document().deleted()));
    assertFalse(cells.delete("a").await());
  }

  @Test
  @Tag("COL-10")
  void aWriteThatIsOvertakenIsTriedAgain() {
    Collection overtaken = overtaken(2, 3);
    overtaken.upsert("a", Buffer.buffer("mine")).await();
    assertEquals(Optional.of(Buffer.buffer("mine")), cells.get("a").await());
    assertTrue(overtaken(2, 3).delete("a").await());
    assertEquals(Optional.empty(), cells.get("a").await());
  }

  @Test
  @Tag("COL-10")
  void aWriteThatIsAlwaysOvertakenGivesUp() {
    assertEquals(ErrorCode.CONFLICT, failure(overtaken(3, 3).upsert("a", Buffer.buffer("mine"))));
    assertEquals(Optional.of(Buffer.buffer()), cells.get("a").await());
    assertEquals(ErrorCode.CONFLICT, failure(overtaken(3, 3).delete("a")));
    assertEquals(Optional.of(Buffer.buffer()), cells.get("a").await());
  }

  private Collection overtaken(int times, int attempts) {
    Storage contested = new Rival(A, times).in(storage);
    return Collections.over(contested, CollectionOptions.DEFAULTS.withAttempts(attempts))
        .collection("cells")
        .await();
  }

  @Test
  @Tag("COL-13")
  void aStrangersDocumentIsReportedAndCanBeReplaced() {
    for (String body : List.of("{}", "{\"data\":1}", "{\"data\":\"?\"}")) {
      cells.documents().write(DocumentEdit.create(A, JsonBody.parse(body))).await();
      assertEquals(ErrorCode.DOC_VALIDATION, failure(cells.get("a")), body);
      assertEquals(
          ErrorCode.DOC_VALIDATION, failure(cells.scan().compose(scan -> scan.toList(9))), body);
      cells.upsert("a", Buffer.buffer("mine")).await();
      assertEquals(Optional.of(Buffer.buffer("mine")), cells.get("a").await());
      assertTrue(cells.delete("a").await());
    }
  }

  @Test
  @Tag("COL-13")
  void aStrangersIdIsReported() {
    // As no item's document is named: "x" would need no circumflex.
    cells
        .documents()
        .write(DocumentEdit.create(new DocumentId("^x"), JsonBody.parse("{\"data\":\"\"}")))
        .await();
    assertEquals(ErrorCode.DOC_VALIDATION, failure(cells.scan().compose(scan -> scan.toList(9))));
  }

  private static ErrorCode failure(Future<?> future) {
    return assertThrows(StoreException.class, future::await).code();
  }
}
