package dev.couchgrass.store.memory.kv;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.BulkGetOptions;
import dev.couchgrass.store.document.BulkGetRequest;
import dev.couchgrass.store.document.BulkGetResult;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Large documents are handed out a few at a time. */
class BulkBytesTest {
  private final Vertx vertx = Vertx.vertx();
  private final Storage storage =
      await(
          KvStorage.open(
              vertx, new MemoryEngine(), KvOptions.DEFAULTS.withMaxBulkBytes(1_000_000)));
  private final DocumentStore db = await(storage.create(new DatabaseName("db")));

  @BeforeEach
  void fill() {
    JsonBody body = JsonBody.parse("{\"t\":\"" + "x".repeat(600_000) + "\"}");
    for (String id : List.of("a", "b", "c")) {
      await(db.write(DocumentEdit.create(new DocumentId(id), body)));
      await(db.putLocal(new LocalDocumentId(id), 0, body));
    }
  }

  @AfterEach
  void close() {
    await(storage.close());
    await(vertx.close());
  }

  private static List<Integer> pages(ResultCursor<?> rows) {
    return Stream.generate(() -> await(rows.next(1000)).size())
        .takeWhile(size -> size > 0)
        .toList();
  }

  @Test
  void aPageEndsWithTheRowThatFillsIt() {
    AllDocsOptions all = AllDocsOptions.DEFAULTS;
    assertEquals(List.of(2, 1), pages(await(db.allDocs(all.withDocuments(true)))));
    assertEquals(List.of(3), pages(await(db.allDocs(all))));
    assertEquals(List.of(2, 1), pages(await(db.locals(all))));
    ChangesOptions changes = ChangesOptions.DEFAULTS;
    assertEquals(List.of(2, 1), pages(await(db.changes(changes.withDocuments(true)))));
    assertEquals(List.of(3), pages(await(db.changes(changes))));
  }

  private static BulkGetRequest ask(String id) {
    return new BulkGetRequest(new DocumentId(id), Optional.empty());
  }

  private Future<List<BulkGetResult>> bulkGet(List<BulkGetRequest> requests) {
    return db.bulkGet(requests, BulkGetOptions.DEFAULTS);
  }

  @Test
  void aDocumentAskedForManyTimesIsHeldOnce() {
    List<BulkGetResult> results = await(bulkGet(Collections.nCopies(1000, ask("a"))));
    assertEquals(1000, results.size());
    assertSame(body(results.get(0)), body(results.get(999)));
  }

  private static JsonBody body(BulkGetResult result) {
    return ((OpenRevision.Found) result.revisions().get(0)).document().body();
  }

  private void graftLeaves(String id) {
    for (String digest : List.of("b", "c", "d", "e", "f")) {
      JsonBody body = JsonBody.parse("{\"t\":\"" + digest + "x".repeat(600_000) + "\"}");
      DocumentGraft graft =
          new DocumentGraft(
              new DocumentId(id),
              new RevisionHistory(StoreFixture.revs("2-" + digest, "1-a")),
              false,
              body,
              List.of());
      await(db.graft(List.of(graft))).forEach(WriteResult::orThrow);
    }
  }

  @Test
  @Tag("GET-8")
  void theLeavesOfADocumentComeInPages() {
    graftLeaves("l");
    DocumentId id = new DocumentId("l");
    GetOptions get = GetOptions.DEFAULTS;
    OpenRevisions all = new OpenRevisions.All();
    OpenRevisions latest = new OpenRevisions.Of(StoreFixture.revs("1-a"), true);
    OpenRevisions repeated =
        new OpenRevisions.Of(StoreFixture.revs("2-b", "2-b", "1-a", "2-b"), false);
    assertEquals(List.of(2, 2, 1), pages(await(db.openRevisions(id, all, get))));
    assertEquals(List.of(2, 2, 1), pages(await(db.openRevisions(id, latest, get))));
    assertEquals(List.of(2, 2), pages(await(db.openRevisions(id, repeated, get))));
  }

  @Test
  @Tag("GET-8")
  void aBulkReadThatLeadsToManyLargeLeavesIsRefused() {
    graftLeaves("l");
    BulkGetRequest root =
        new BulkGetRequest(new DocumentId("l"), Optional.of(StoreFixture.rev("1-a")));
    BulkGetOptions latest = BulkGetOptions.DEFAULTS.withLatest(true);
    StoreFixture.assertFails(ErrorCode.TOO_LARGE, db.bulkGet(List.of(root), latest));
    assertEquals(1, await(db.bulkGet(List.of(root), BulkGetOptions.DEFAULTS)).size());
  }

  @Test
  @Tag("GET-8")
  void moreThanTheLimitIsRefusedAndASingleDocumentNever() {
    StoreFixture.assertFails(ErrorCode.TOO_LARGE, bulkGet(List.of(ask("a"), ask("b"))));
    JsonBody large = JsonBody.parse("{\"t\":\"" + "x".repeat(1_200_000) + "\"}");
    await(db.write(DocumentEdit.create(new DocumentId("large"), large)));
    assertEquals(large, body(await(bulkGet(List.of(ask("large")))).get(0)));
  }
}
