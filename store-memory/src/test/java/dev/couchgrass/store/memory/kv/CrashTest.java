package dev.couchgrass.store.memory.kv;

import static dev.couchgrass.store.flow.Effects.onSuccess;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.instrument.EngineWrapper;
import dev.couchgrass.conformance.instrument.FaultyEngine;
import dev.couchgrass.conformance.instrument.Probe;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a storage finds when the process before it ended without closing. */
class CrashTest {
  private static final byte DROPPED = 13;

  private final Vertx vertx = Vertx.vertx();
  private final FaultyEngine faults =
      new FaultyEngine(
          new EngineWrapper(new MemoryEngine()) {
            @Override
            public Future<Void> commit(Batch batch) {
              boolean last =
                  batch.changes().stream()
                      .anyMatch(c -> c.key()[4] == DROPPED && c.value().isEmpty());
              return super.commit(batch).andThen(onSuccess(done -> told(last)));
            }

            @Override
            public Future<Void> close() {
              return Future.succeededFuture();
            }
          });
  private final Probe engine = new Probe(faults);

  /** Completes when all pieces of a dropped attachment are removed. */
  private final Promise<Void> drained = Promise.promise();

  private void told(boolean last) {
    if (last) {
      drained.tryComplete();
    }
  }

  @AfterEach
  void close() {
    StoreFixture.await(vertx.close());
  }

  private Storage open() {
    return StoreFixture.await(KvStorage.open(vertx, faults, KvOptions.DEFAULTS));
  }

  private static DatabaseName name(String value) {
    return new DatabaseName(value);
  }

  @Test
  @Tag("STO-3")
  void databasesAreThereAgainEmptyOnesToo() {
    Storage before = open();
    DocumentStore full = StoreFixture.await(before.create(name("full")));
    StoreFixture.await(before.create(name("empty")));
    RevisionId revision = Attachments.write(full, "a", Optional.empty(), "f", "text");
    DatabaseInfo info = StoreFixture.await(full.info());
    Storage after = open();
    assertEquals(
        List.of(name("empty"), name("full")),
        StoreFixture.await(after.databases(DatabaseRange.ALL)));
    DocumentStore again = StoreFixture.await(after.open(name("full")));
    assertEquals(info, StoreFixture.await(again.info()));
    assertEquals("text", Attachments.read(again, "a", "f", AttachmentOptions.DEFAULTS));
    assertEquals(2, Attachments.write(again, "a", Optional.of(revision), List.of()).generation());
    assertEquals(
        0, StoreFixture.await(StoreFixture.await(after.open(name("empty"))).info()).documents());
  }

  @Test
  @Tag("ATT-3")
  void uploadsThatNoDocumentNamedAreGone() {
    Storage before = open();
    DocumentStore db = StoreFixture.await(before.create(name("db")));
    Attachments.write(
        db,
        "a",
        Optional.empty(),
        List.of(Attachments.attach(db, "f", Attachments.random(99_999))));
    int used = engine.keys();
    Attachments.stage(db, Attachments.random(500_000));
    Attachments.stage(db, Attachments.random(150_000));
    assertTrue(engine.keys() > used + 10);
    DocumentStore again = StoreFixture.await(open().open(name("db")));
    StoreFixture.await(again.compact());
    assertEquals(used, engine.keys());
    assertEquals(99_999, Attachments.readBytes(again, "a", "f", AttachmentOptions.DEFAULTS).length);
  }

  @Test
  @Tag("ATT-9")
  void whatWasNotRemovedOfADroppedAttachmentGoesWhenItIsOpenedNext() {
    byte[] bytes = Attachments.random(40_000_000);
    Storage before = open();
    DocumentStore db = StoreFixture.await(before.create(name("db")));
    RevisionId revision =
        Attachments.write(db, "a", Optional.empty(), List.of(Attachments.attach(db, "f", bytes)));
    faults.failCommitsAfter(2); // The purge, and the first step.
    StoreFixture.await(db.purge(Map.of(new DocumentId("a"), List.of(revision))));
    StoreFixture.assertFails(ErrorCode.STORE_FAILED, db.compact());
    faults.heal();
    DatabaseInfo.Sizes sizes = StoreFixture.await(db.info()).sizes();
    assertEquals(0, sizes.external());
    assertEquals(0, sizes.active());
    assertTrue(sizes.file() > 0 && sizes.file() < bytes.length, "some of it is still there");
    DocumentStore again = StoreFixture.await(open().open(name("db")));
    StoreFixture.await(drained.future());
    assertEquals(0, StoreFixture.await(again.info()).sizes().file());
    Attachments.write(again, "b", Optional.empty(), List.of(Attachments.attach(again, "f", bytes)));
    StoreFixture.await(again.compact());
    assertArrayEquals(bytes, Attachments.readBytes(again, "b", "f", AttachmentOptions.DEFAULTS));
    assertEquals(bytes.length + 2, StoreFixture.await(again.info()).sizes().file());
    int pieces = (bytes.length + 65_535) / 65_536;
    assertEquals(pieces + 7, engine.keys(), "counters, purge, blob, and four of the document");
  }

  @Test
  @Tag("STO-4")
  void aDeletionThatWasInterruptedIsFinished() {
    Storage before = open();
    DocumentStore db = StoreFixture.await(before.create(name("db")));
    Attachments.write(db, "a", Optional.empty(), "f", "text");
    faults.failCommitsAfter(1);
    StoreFixture.await(before.delete(name("db")));
    assertTrue(engine.keys() > 0);
    StoreFixture.await(before.close());
    faults.heal();
    Storage after = open();
    assertEquals(List.of(), StoreFixture.await(after.databases(DatabaseRange.ALL)));
    StoreFixture.await(after.close());
    assertEquals(0, engine.keys());
  }

  @Test
  void anotherFormatIsRefused() {
    StoreFixture.await(
        faults.commit(
            Batch.builder().put(new byte[] {0, 0, 0, 0, 3}, new byte[] {0, 0, 0, 99}).build()));
    StoreFixture.assertFails(
        ErrorCode.STORE_FAILED, KvStorage.open(vertx, faults, KvOptions.DEFAULTS));
  }

  @Test
  void anEngineThatFailsWhileOpeningFailsTheOpening() {
    faults.failCommitsAfter(0);
    StoreFixture.assertFails(
        ErrorCode.STORE_FAILED, KvStorage.open(vertx, faults, KvOptions.DEFAULTS));
    faults.heal();
    open();
  }
}
