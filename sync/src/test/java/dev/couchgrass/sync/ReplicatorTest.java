package dev.couchgrass.sync;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.ReplicationOptions.Batching;
import dev.couchgrass.sync.options.Selection;
import dev.couchgrass.sync.result.ReplicationCounts;
import dev.couchgrass.sync.result.ReplicationResult;
import dev.couchgrass.sync.result.ReplicationState;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicatorTest {
  private final Vertx vertx = Vertx.vertx();
  private final Storage storage = await(MemoryStorage.open(vertx));
  private final DocumentStore source = await(storage.create(new DatabaseName("source")));
  private final DocumentStore target = await(storage.create(new DatabaseName("target")));
  private final Replicator replicator = new Replicator(vertx);

  @AfterEach
  void stop() {
    await(storage.close());
    await(vertx.close());
  }

  private Replication start(ReplicationOptions options) {
    return replicator.start(await(Endpoint.of(source)), await(Endpoint.of(target)), options);
  }

  private ReplicationResult run(ReplicationOptions options) {
    return await(start(options).result());
  }

  private ReplicationResult run() {
    return run(ReplicationOptions.DEFAULTS);
  }

  private static void graft(DocumentStore db, String id, boolean deleted, String... history) {
    await(db.graft(List.of(StoreFixture.grafted(id, deleted, history)))).get(0).orThrow();
  }

  private RevisionId create(String id) {
    return await(
        source.write(DocumentEdit.create(new DocumentId(id), JsonBody.parse("{\"n\":1}"))));
  }

  private static List<String> leaves(DocumentStore db) {
    ChangesOptions options = ChangesOptions.DEFAULTS.withStyle(ChangesOptions.Style.ALL_DOCS);
    List<Change> changes = await(await(db.changes(options)).toList(1_000_000));
    return changes.stream()
        .map(each -> each.id() + " " + each.revisions() + " " + each.deleted())
        .sorted()
        .toList();
  }

  private void assertEqual() {
    assertEquals(leaves(source), leaves(target));
  }

  private static ReplicationCounts counts(long written, long alreadyThere, long bytes) {
    return new ReplicationCounts(written + alreadyThere, written, 0, alreadyThere, 0, 0, bytes);
  }

  @Test
  void allLeavesTravelTombstonesToo() {
    graft(source, "a", false, "2-b", "1-a");
    graft(source, "a", false, "3-d", "2-c", "1-a");
    graft(source, "b", true, "2-x", "1-w");
    ReplicationResult result = run();
    assertEqual();
    assertEquals(3, result.counts().written());
    assertEquals(await(source.info()).updateSequence(), result.lastSequence());
    assertTrue(result.complete());
  }

  @Test
  void aSecondRunTransfersNothing() {
    create("a");
    run();
    assertEquals(ReplicationCounts.ZERO, run().counts());
    create("b");
    assertEquals(counts(1, 0, 7), run().counts());
    assertEqual();
  }

  @Test
  void whatTheTargetHasIsNotReadAgain() {
    for (int i = 0; i < 50; i++) {
      create("d" + i);
    }
    run();
    ReplicationOptions anew = ReplicationOptions.DEFAULTS.withCheckpoints(false);
    assertEquals(counts(0, 50, 0), run(anew).counts());
  }

  @Test
  void attachmentsTravelOnce() {
    byte[] bytes = Attachments.random(200_000);
    RevisionId first =
        Attachments.write(
            source, "a", Optional.empty(), List.of(Attachments.attach(source, "f", bytes)));
    ReplicationResult result = run();
    assertEquals(200_000 + 2, result.counts().bytes());
    Attachments.write(source, "a", Optional.of(first), List.of(new AttachmentEdit.Keep("f")));
    run();
    assertEqual();
    assertArrayEquals(bytes, Attachments.readBytes(target, "a", "f", AttachmentOptions.DEFAULTS));
  }

  /** The target has the ancestor, but not what the ancestor had: then all is sent. */
  @Test
  void whatTheTargetDoesNotHaveAfterAllIsSent() {
    graft(target, "a", false, "1-x");
    DocumentGraft attached =
        new DocumentGraft(
            new DocumentId("a"),
            new RevisionHistory(StoreFixture.revs("2-y", "1-x")),
            false,
            JsonBody.EMPTY,
            List.of(
                new AttachmentEdit.Attach(
                    "f",
                    "image/png",
                    Attachments.stage(source, Attachments.random(100), "image/png"),
                    OptionalLong.of(1))));
    await(source.graft(List.of(attached))).get(0).orThrow();
    assertEquals(1, run().counts().written());
    assertArrayEquals(
        Attachments.random(100),
        Attachments.readBytes(target, "a", "f", AttachmentOptions.DEFAULTS));
  }

  @Test
  void manyBatchesInParallelEndEqual() {
    List<DocumentEdit> edits = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      edits.add(DocumentEdit.create(new DocumentId("d" + i), JsonBody.parse("{\"n\":" + i + "}")));
    }
    await(source.write(edits));
    ReplicationOptions options =
        ReplicationOptions.DEFAULTS.withBatch(
            Batching.DEFAULTS.withDocuments(37).withBytes(500).withWorkers(5));
    assertEquals(5_000, run(options).counts().written());
    assertEqual();
  }

  @Test
  void aSelectionHasItsOwnCheckpoint() {
    create("a");
    create("b");
    Selection one = new Selection.Documents(Set.of(new DocumentId("a")));
    assertEquals(1, run(ReplicationOptions.DEFAULTS.withSelection(one)).counts().written());
    assertEquals(counts(1, 1, 7), run().counts());
    assertEqual();
  }

  /** What was before it did not travel, whatever was noted after it. */
  @Test
  void aLaterStartHasItsOwnCheckpoint() {
    create("a");
    ReplicationOptions later =
        ReplicationOptions.DEFAULTS.withSince(await(source.info()).updateSequence());
    create("b");
    assertEquals(1, run(later).counts().written());
    assertEquals(ReplicationCounts.ZERO, run(later).counts());
    assertEquals(counts(1, 1, 7), run().counts());
    assertEqual();
  }

  /** However many are at hand at once, the stack does not grow. */
  @Test
  void aBatchMayHaveManyDocumentsOfManyAttachments() {
    List<AttachmentEdit> attached = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      attached.add(Attachments.attach(source, "f" + i, Attachments.random(1)));
    }
    Attachments.write(source, "all", Optional.empty(), attached);
    for (int i = 0; i < 2_000; i++) {
      AttachmentEdit one = Attachments.attach(source, "f", Attachments.random(1));
      Attachments.write(source, "d" + i, Optional.empty(), List.of(one));
    }
    ReplicationOptions large = ReplicationOptions.DEFAULTS.withBatch(new Batching(5_000, 1, 1));
    assertEquals(2_001, run(large).counts().written());
    assertEqual();
  }

  @Test
  void aPredicateSeesEachRevision() {
    create("a");
    create("b");
    Selection chosen = new Selection.Matching("b", doc -> doc.id().value().equals("b"));
    ReplicationCounts counts = run(ReplicationOptions.DEFAULTS.withSelection(chosen)).counts();
    assertEquals(1, counts.written());
    assertEquals(1, counts.filtered());
    assertEquals(1, await(target.info()).documents());
  }

  @Test
  void aLiveOneIsWokenAndCancelled() {
    create("a");
    Replication live = start(ReplicationOptions.DEFAULTS.withLive(true));
    awaitIdle(live, 1);
    create("b");
    awaitIdle(live, 2);
    assertEqual();
    assertFalse(live.state().over());
    await(live.cancel());
    assertTrue(live.state() instanceof ReplicationState.Cancelled);
    assertEquals(2, await(live.result()).counts().written());
    assertEquals(ReplicationCounts.ZERO, run().counts());
  }

  /** Two servers may give their databases the same instance. */
  @Test
  void aServersDatabaseIsNotKnownByItsInstance() {
    DocumentStore there =
        (DocumentStore)
            Proxy.newProxyInstance(
                DocumentStore.class.getClassLoader(),
                new Class<?>[] {DocumentStore.class},
                (proxy, method, arguments) -> Set.of());
    assertThrows(IllegalArgumentException.class, () -> Endpoint.of(there));
  }

  private static void awaitIdle(Replication live, long written) {
    ReplicationState state = live.state();
    while (!(state instanceof ReplicationState.Idle)
        || state.soFar().counts().written() < written) {
      state = await(live.next(state));
    }
  }
}
