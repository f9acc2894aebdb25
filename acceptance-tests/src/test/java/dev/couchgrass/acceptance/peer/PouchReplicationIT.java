package dev.couchgrass.acceptance.peer;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.couchgrass.acceptance.Node;
import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.http.HttpStorage;
import dev.couchgrass.store.http.options.HttpOptions;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.sync.Endpoint;
import dev.couchgrass.sync.Replicator;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.RetryPolicy;
import dev.couchgrass.sync.result.ReplicationCounts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Through PouchDB's server and back: what arrives is what was sent. */
class PouchReplicationIT {
  private static final List<String> IDS = List.of("conflict", "deleted", "long", "attached", "ü/é");

  private final Vertx vertx = Vertx.vertx();
  private final Storage memory = await(MemoryStorage.open(vertx));
  private final DocumentStore near = await(memory.create(new DatabaseName("near")));
  private final DocumentStore far = await(memory.create(new DatabaseName("far")));
  private Optional<PouchServer> server = Optional.empty();
  private Optional<Storage> there = Optional.empty();

  @BeforeEach
  void start() throws IOException, InterruptedException {
    assumeTrue(Node.isPresent(), PouchServerIT.NO_NODE);
    PouchServer started = PouchServer.installed();
    server = Optional.of(started);
    there = Optional.of(await(HttpStorage.open(vertx, HttpOptions.of(started.url()))));
  }

  @AfterEach
  void stop() throws IOException {
    there.ifPresent(storage -> await(storage.close()));
    await(memory.close());
    await(vertx.close());
    if (server.isPresent()) {
      server.get().close();
    }
  }

  private ReplicationCounts replicate(DocumentStore source, DocumentStore target) {
    Endpoint from = await(endpoint(source));
    Endpoint to = await(endpoint(target));
    return await(
            new Replicator(vertx)
                .start(from, to, ReplicationOptions.DEFAULTS.withRetry(RetryPolicy.NONE))
                .result())
        .counts();
  }

  private static Future<Endpoint> endpoint(DocumentStore store) {
    return store.capabilities().contains(Capability.INSTANCES)
        ? Endpoint.of(store)
        : Endpoint.at("http://pouch", store);
  }

  private void fill() {
    graft("conflict", false, "2-bb", "1-aa");
    graft("conflict", false, "3-dd", "2-cc", "1-aa");
    graft("conflict", true, "2-ee", "1-aa");
    graft("deleted", true, "2-xx", "1-ww");
    List<RevisionId> history = new ArrayList<>();
    for (int generation = 1_000; generation >= 1; generation--) {
      history.add(RevisionId.parse(generation + "-%032x".formatted(generation)));
    }
    await(
            near.graft(
                List.of(
                    new DocumentGraft(
                        new DocumentId("long"),
                        new RevisionHistory(history),
                        false,
                        JsonBody.parse("{\"n\":1}"),
                        List.of()))))
        .get(0)
        .orThrow();
    Attachments.write(
        near,
        "attached",
        Optional.empty(),
        List.of(
            Attachments.attach(near, "binary", Attachments.random(300_000)),
            new AttachmentEdit.Attach(
                "text",
                "text/plain",
                Attachments.stage(near, Attachments.random(5_000), "text/plain"))));
    await(near.write(DocumentEdit.create(new DocumentId("ü/é"), JsonBody.parse("{\"ö\":\"€\"}"))));
  }

  private void graft(String id, boolean deleted, String... history) {
    await(near.graft(List.of(StoreFixture.grafted(id, deleted, history)))).get(0).orThrow();
  }

  /** Each leaf with its history and body. */
  private static Set<String> leaves(DocumentStore db, String id) {
    Set<String> leaves = new TreeSet<>();
    List<OpenRevision> opened =
        await(
            db.openRevisions(
                    new DocumentId(id),
                    new OpenRevisions.All(),
                    GetOptions.DEFAULTS.withHistory(true))
                .compose(rows -> rows.toList(100)));
    for (OpenRevision each : opened) {
      StoredDocument leaf = ((OpenRevision.Found) each).document();
      leaves.add(leaf.deleted() + " " + leaf.extras().history() + " " + leaf.body());
    }
    return leaves;
  }

  @Test
  void everythingComesBackAsItWent() {
    fill();
    DocumentStore pouch = await(there.orElseThrow().create(new DatabaseName("between")));
    ReplicationCounts forth = replicate(near, pouch);
    assertEquals(7, forth.written(), forth::toString);
    assertEquals(ReplicationCounts.ZERO, replicate(near, pouch));
    ReplicationCounts back = replicate(pouch, far);
    assertEquals(7, back.written(), back::toString);
    for (String id : IDS) {
      assertEquals(leaves(near, id), leaves(far, id), id);
    }
    for (String name : List.of("binary", "text")) {
      assertArrayEquals(
          Attachments.readBytes(near, "attached", name, AttachmentOptions.DEFAULTS),
          Attachments.readBytes(far, "attached", name, AttachmentOptions.DEFAULTS));
    }
  }
}
