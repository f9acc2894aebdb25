package dev.couchgrass.store.memory.kv;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.instrument.HeldEngine;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What belongs together is one commit: whoever keeps batches whole keeps it whole. */
class AtomicityTest {
  private final HeldEngine engine = new HeldEngine(new MemoryEngine());
  private final Vertx vertx = Vertx.vertx();
  private final Storage storage = await(KvStorage.open(vertx, engine, KvOptions.DEFAULTS));
  private final DocumentStore db = await(storage.create(new DatabaseName("db")));

  @AfterEach
  void close() {
    await(storage.close());
    await(vertx.close());
  }

  private static List<DocumentEdit> edits() {
    return Stream.of("a", "b", "c")
        .map(id -> DocumentEdit.create(new DocumentId(id), JsonBody.EMPTY))
        .toList();
  }

  private long readable() {
    return Stream.of("a", "b", "c")
        .filter(id -> await(db.get(new DocumentId(id))).isPresent())
        .count();
  }

  @Test
  @Tag("ATO-1")
  @Tag("ATO-2")
  void theEditsOfACallAreOneCommit() {
    int before = engine.commits();
    engine.hold();
    Future<List<WriteResult>> written = db.write(edits());
    assertEquals(0, readable());
    assertFalse(written.isComplete());
    engine.letGo();
    await(written);
    assertEquals(3, readable());
    assertEquals(before + 1, engine.commits());
  }

  @Test
  @Tag("ATO-6")
  void treeBodyAttachmentListingsAndCountersAreOneCommit() {
    AttachmentEdit attach = Attachments.attach(db, "f", new byte[] {1});
    int before = engine.commits();
    await(
        db.write(
            DocumentEdit.create(new DocumentId("a"), JsonBody.EMPTY)
                .withAttachments(List.of(attach))));
    assertEquals(before + 1, engine.commits());
    assertEquals(1, await(db.info()).documents());
  }

  @Test
  @Tag("PUR-3")
  void aPurgeOfManyDocumentsIsOneCommit() {
    Map<DocumentId, List<RevisionId>> leaves = new LinkedHashMap<>();
    await(db.write(edits())).forEach(each -> leaves.put(each.id(), List.of(each.orThrow())));
    int before = engine.commits();
    engine.hold();
    Future<?> purged = db.purge(leaves);
    assertEquals(3, readable());
    engine.letGo();
    await(purged);
    assertEquals(0, readable());
    assertEquals(before + 1, engine.commits());
  }
}
