package dev.couchgrass.store.memory.kv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.instrument.EngineWrapper;
import dev.couchgrass.conformance.instrument.HeldEngine;
import dev.couchgrass.conformance.instrument.Probe;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.EngineCapabilities;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.engine.EngineCapabilities.Reads;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is more than an engine takes, or more than may wait, is refused before it is written. */
class LimitsTest {
  private final HeldEngine held =
      new HeldEngine(
          new EngineWrapper(new MemoryEngine()) {
            @Override
            public EngineCapabilities capabilities() {
              return new EngineCapabilities(Durability.NONE, Reads.INLINE, 1024, 64 * 1024);
            }

            @Override
            public Future<Void> commit(Batch batch) {
              capabilities().requireFit(batch);
              return super.commit(batch);
            }
          });
  private final Probe engine = new Probe(held);
  private final Vertx vertx = Vertx.vertx();
  private final Storage storage =
      StoreFixture.await(KvStorage.open(vertx, engine, KvOptions.DEFAULTS.withMaxWaitingEdits(10)));
  private final DocumentStore db = StoreFixture.await(storage.create(new DatabaseName("db")));

  @AfterEach
  void close() {
    StoreFixture.await(storage.close());
    StoreFixture.await(vertx.close());
  }

  private static DocumentEdit create(String id, String body) {
    return DocumentEdit.create(new DocumentId(id), JsonBody.parse(body));
  }

  private static String text(int length) {
    return "{\"t\":\"" + "x".repeat(length) + "\"}";
  }

  @Test
  void anIdLongerThanTheEnginesKeysIsRefusedAlone() {
    String longest = "i".repeat(1019);
    List<WriteResult> results =
        StoreFixture.await(
            db.write(
                List.of(create(longest, "{}"), create(longest + "i", "{}"), create("a", "{}"))));
    results.get(0).orThrow();
    results.get(2).orThrow();
    WriteResult.Refused refused = assertInstanceOf(WriteResult.Refused.class, results.get(1));
    assertEquals(ErrorCode.ILLEGAL_DOCUMENT_ID, refused.error().code());
    assertEquals(2, StoreFixture.await(db.info()).documents());
    assertTrue(StoreFixture.await(db.get(new DocumentId(longest + "i"))).isEmpty());
    WriteResult graft =
        StoreFixture.await(db.graft(List.of(StoreFixture.grafted(longest + "i", false, "1-a"))))
            .get(0);
    assertInstanceOf(WriteResult.Refused.class, graft);
    StoreFixture.assertFails(
        ErrorCode.ILLEGAL_DOCUMENT_ID,
        db.putLocal(new LocalDocumentId(longest + "i"), 0, JsonBody.EMPTY));
  }

  @Test
  void aDocumentLongerThanTheEnginesValuesIsRefused() {
    List<String> before = engine.dump();
    StoreFixture.assertFails(ErrorCode.DOCUMENT_TOO_LARGE, db.write(create("a", text(65_536))));
    StoreFixture.assertFails(
        ErrorCode.DOCUMENT_TOO_LARGE,
        db.putLocal(new LocalDocumentId("a"), 0, JsonBody.parse(text(65_536))));
    StoreFixture.assertFails(
        ErrorCode.DOCUMENT_TOO_LARGE, db.setSecurity(JsonBody.parse(text(65_536))));
    List<AttachmentEdit> attachments = new ArrayList<>();
    StagedAttachment staged = Attachments.stage(db, new byte[] {1});
    for (int i = 0; i < 500; i++) {
      attachments.add(new AttachmentEdit.Attach("n".repeat(100) + i, "x/y", staged));
    }
    StoreFixture.assertFails(
        ErrorCode.DOCUMENT_TOO_LARGE, db.write(create("a", "{}").withAttachments(attachments)));
    assertEquals(before, engine.dump());
    StoreFixture.await(db.write(create("a", text(60_000))));
  }

  @Test
  void aTreeLongerThanTheEnginesValuesIsRefusedAndTheDocumentStays() {
    StoreFixture.await(db.setRevisionsLimit(100_000));
    String[] history = new String[5_000];
    for (int i = 0; i < history.length; i++) {
      history[i] = (5_000 - i) + "-0123456789abcdef0123456789abcdef";
    }
    assertInstanceOf(
        WriteResult.Refused.class,
        StoreFixture.await(db.graft(List.of(StoreFixture.grafted("a", false, history)))).get(0));
    List<DocumentGraft> conflicts = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      conflicts.add(StoreFixture.grafted("b", false, "1-" + "x".repeat(240) + i));
    }
    List<WriteResult> results = StoreFixture.await(db.graft(conflicts));
    results.get(100).orThrow();
    WriteResult.Refused refused = assertInstanceOf(WriteResult.Refused.class, results.get(399));
    assertEquals(ErrorCode.DOCUMENT_TOO_LARGE, refused.error().code());
    assertTrue(StoreFixture.await(db.get(new DocumentId("b"))).isPresent());
    StoreFixture.await(db.write(create("c", "{}")));
  }

  @Test
  void largeAttachmentsAreNoLargeValues() {
    byte[] bytes = Attachments.random(300_000);
    Attachments.write(db, "a", Optional.empty(), List.of(Attachments.attach(db, "f", bytes)));
    assertArrayEquals(bytes, Attachments.readBytes(db, "a", "f", AttachmentOptions.DEFAULTS));
  }

  @Test
  void onlySoManyEditsWait() {
    held.hold();
    List<Future<RevisionId>> accepted = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      accepted.add(db.write(create("d" + i, "{}")));
    }
    StoreFixture.assertFails(ErrorCode.OVERLOADED, db.write(create("more", "{}")));
    Future<Boolean> removal = db.removeLocal(new LocalDocumentId("l"));
    StoreFixture.assertFails(ErrorCode.OVERLOADED, removal);
    held.letGo();
    for (Future<RevisionId> write : accepted) {
      StoreFixture.await(write);
    }
    List<DocumentEdit> bulk = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      bulk.add(create("e" + i, "{}"));
    }
    StoreFixture.await(db.write(bulk)).forEach(WriteResult::orThrow);
    assertEquals(61, StoreFixture.await(db.info()).documents());
  }
}
