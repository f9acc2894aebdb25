package dev.couchgrass.store.memory.kv;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static dev.couchgrass.store.flow.Effects.onFailure;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.document.Chunks;
import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.instrument.FaultyEngine;
import dev.couchgrass.conformance.instrument.HeldEngine;
import dev.couchgrass.conformance.instrument.Probe;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.attachment.StagedAttachment;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsResult;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when the engine fails, or when whoever uses the store does. */
class FaultsTest {
  private static final DocumentId D1 = new DocumentId("d1");
  private static final OpenRevisions ALL = new OpenRevisions.All();

  private final FaultyEngine faults = new FaultyEngine(new MemoryEngine());
  private final HeldEngine held = new HeldEngine(faults);
  private final Probe engine = new Probe(held);
  private final Vertx vertx = Vertx.vertx();
  private Storage storage = open();
  private final DocumentStore db = await(storage.create(new DatabaseName("db")));

  private Storage open() {
    return await(KvStorage.open(vertx, engine, KvOptions.DEFAULTS));
  }

  @AfterEach
  void close() {
    faults.heal();
    held.letGo();
    await(storage.close());
    assertEquals(0, engine.open());
    assertEquals(List.of(), engine.faults());
    await(vertx.close());
  }

  private Future<RevisionId> write(String id) {
    return db.write(DocumentEdit.create(new DocumentId(id), JsonBody.EMPTY));
  }

  private static void assertFailed(Future<?> future) {
    StoreFixture.assertFails(ErrorCode.STORE_FAILED, future);
  }

  private List<Supplier<Future<?>>> writes(RevisionId leaf) {
    DocumentId a = new DocumentId("a");
    LocalDocumentId local = new LocalDocumentId("l");
    return List.of(
        () -> write("b"),
        () -> db.graft(List.of(StoreFixture.grafted("c", false, "2-b", "1-a"))),
        () -> db.putLocal(local, 1, JsonBody.EMPTY),
        () -> db.compact(),
        () -> db.stage(Chunks.of(Attachments.random(300_000), 9_999), StageOptions.of("x/y")),
        () -> db.setRevisionsLimit(5),
        () -> db.setSecurity(JsonBody.parse("{\"a\":1}")),
        () -> db.flush(),
        () -> storage.flush(),
        () -> storage.create(new DatabaseName("other")),
        () -> db.purge(Map.of(a, List.of(leaf))),
        () -> storage.delete(new DatabaseName("db")));
  }

  @ParameterizedTest
  @Tag("ATO-5")
  @ValueSource(booleans = {false, true})
  void afterFailedCommitsNothingIsHalfWrittenAndTheStoreGoesOn(boolean throwing) {
    RevisionId first = await(write("a"));
    RevisionId leaf =
        await(
            db.write(DocumentEdit.update(new DocumentId("a"), first, JsonBody.parse("{\"n\":2}"))));
    await(db.putLocal(new LocalDocumentId("l"), 0, JsonBody.EMPTY));
    List<String> before = engine.dump();
    faults.throwing(throwing);
    faults.failCommitsAfter(0);
    for (Supplier<Future<?>> write : writes(leaf)) {
      assertFailed(write.get());
      assertEquals(before, engine.dump());
    }
    faults.heal();
    for (Supplier<Future<?>> write : writes(leaf)) {
      await(write.get());
    }
  }

  @Test
  @Tag("ATT-3")
  void anUploadWhoseThirdPieceFailsIsTakenBack() {
    await(write("a"));
    int before = engine.keys();
    for (int good = 0; good < 6; good++) {
      faults.failCommitsAfter(good);
      Future<StagedAttachment> staged =
          db.stage(Chunks.of(Attachments.random(600_000), 65_536), StageOptions.of("x/y"));
      assertFailed(staged.andThen(onFailure(failure -> faults.heal())));
      faults.heal();
    }
    await(db.compact());
    storage = reopened();
    await(await(storage.open(new DatabaseName("db"))).compact());
    assertEquals(before, engine.keys());
  }

  /** Another storage over the same contents, as after the end of the process. */
  private Storage reopened() {
    return await(KvStorage.open(vertx, engine, KvOptions.DEFAULTS));
  }

  @Test
  @Tag("ATO-5")
  void whatAFailedCommitDidNotNameIsStillStaged() {
    for (int size : new int[] {10, 200_000}) {
      byte[] bytes = Attachments.random(size);
      StagedAttachment staged = Attachments.stage(db, bytes);
      DocumentEdit edit =
          DocumentEdit.create(new DocumentId("a" + size), JsonBody.EMPTY)
              .withAttachments(List.of(new AttachmentEdit.Attach("f", "x/y", staged)));
      faults.failCommitsAfter(0);
      assertFailed(db.write(edit));
      faults.heal();
      await(db.write(edit));
      assertArrayEquals(
          bytes, Attachments.readBytes(db, "a" + size, "f", AttachmentOptions.DEFAULTS));
    }
  }

  @Test
  void failedReadsFailAndLaterOnesAreRight() {
    for (int i = 0; i < 30; i++) {
      await(write("d" + i));
    }
    List<Supplier<Future<?>>> reads =
        List.of(
            () -> db.info(),
            () -> db.get(new DocumentId("d1")).map(found -> found.orElseThrow().revision()),
            () -> db.allDocs(AllDocsOptions.DEFAULTS).compose(all -> all.toList(99)),
            () -> db.changes(ChangesOptions.DEFAULTS).compose(all -> all.toList(99)),
            () -> db.openRevisions(D1, ALL, GetOptions.DEFAULTS).compose(all -> all.toList(99)),
            () -> db.security(),
            () -> storage.databases(DatabaseRange.ALL));
    for (Supplier<Future<?>> read : reads) {
      Object right = await(read.get());
      for (int good = 0; good < 40; good++) {
        faults.failReadsAfter(good);
        Future<?> tried = read.get();
        if (await(tried.transform(Future::succeededFuture)).failed()) {
          assertFailed(tried);
        } else {
          assertEquals(right, await(tried));
        }
        faults.heal();
      }
      assertEquals(right, await(read.get()));
    }
  }

  @Test
  void aFailureIsNeverTakenForTheEnd() {
    for (int i = 0; i < 10; i++) {
      await(write("d" + i));
    }
    AllDocsResult rows = await(db.allDocs(AllDocsOptions.DEFAULTS));
    assertEquals(2, await(rows.next(2)).size());
    faults.failReadsAfter(1);
    assertFailed(rows.next(5));
    faults.heal();
    assertFailed(rows.next(5));
    await(rows.close());
    Attachments.write(db, "a", Optional.empty(), "f", "x".repeat(200_000));
    AttachmentContent content =
        await(db.attachment(new DocumentId("a"), "f", AttachmentOptions.DEFAULTS)).orElseThrow();
    assertEquals(65_536, await(content.next()).length());
    faults.failReadsAfter(0);
    assertFailed(content.next());
    faults.heal();
    assertFailed(content.next());
    await(content.close());
  }

  @Test
  void aFeedLosesNothingToFailedReads() {
    for (int good = 0; good < 60; good++) {
      LiveChanges feed = await(db.follow(ChangesOptions.DEFAULTS.withDocuments(true)));
      await(write("first" + good));
      await(write("second" + good));
      int expected = 2 * (good + 1);
      List<DocumentId> seen = new ArrayList<>();
      faults.failReadsAfter(good);
      while (seen.size() < expected) {
        try {
          await(feed.next(3)).forEach(change -> seen.add(change.id()));
        } catch (StoreException failure) {
          assertEquals(ErrorCode.STORE_FAILED, failure.code());
          faults.heal();
        }
      }
      faults.heal();
      assertEquals(expected, Set.copyOf(seen).size());
      await(feed.close());
    }
  }

  @Test
  @Tag("WRT-9")
  void aBrokenEditDoesNotHarmThoseCommittedWithIt() {
    held.hold();
    Future<RevisionId> first = write("a");
    Future<RevisionId> good = write("b");
    DocumentEdit broken =
        DocumentEdit.create(new DocumentId("c"), JsonBody.EMPTY)
            .withAttachments(
                List.of(new AttachmentEdit.Attach("f", "x/y", new ForeignAttachment())));
    Future<RevisionId> bad = db.write(broken);
    Future<RevisionId> also = write("d");
    held.letGo();
    await(first);
    await(good);
    assertFailed(bad);
    await(also);
    assertEquals(3, await(db.info()).documents());
  }

  private static final class ForeignAttachment implements StagedAttachment {
    @Override
    public String digest() {
      return "md5-";
    }

    @Override
    public long length() {
      return 0;
    }

    @Override
    public Optional<String> encoding() {
      return Optional.empty();
    }

    @Override
    public long storedLength() {
      return 0;
    }

    @Override
    public Future<Void> release() {
      return Future.succeededFuture();
    }
  }

  @Test
  void aCallersExceptionDoesNotStopTheWriterNorTheOthers() {
    held.hold();
    Future<RevisionId> first = write("a");
    Future<RevisionId> second = write("b");
    first.onSuccess(
        revision -> {
          throw new IllegalArgumentException("The caller's own mistake");
        });
    held.letGo();
    await(second);
    await(write("c"));
  }

  @Test
  @Tag("STO-4")
  void aDatabaseIsGoneWithItsCommitEvenIfWhoDeletedItIsBusy() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    Promise<Void> deleted = Promise.promise();
    held.hold();
    vertx
        .getOrCreateContext()
        .runOnContext(
            now -> {
              storage.delete(new DatabaseName("db")).onComplete(deleted);
              asked.countDown();
              try {
                busy.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    asked.await();
    held.letGo();
    try {
      StoreFixture.assertFails(ErrorCode.DATABASE_MISSING, db.get(new DocumentId("a")));
    } finally {
      busy.countDown();
    }
    await(deleted.future());
  }
}
