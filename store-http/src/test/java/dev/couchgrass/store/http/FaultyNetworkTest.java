package dev.couchgrass.store.http;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.network.Fault;
import dev.couchgrass.conformance.network.Fault.Kind;
import dev.couchgrass.conformance.network.FaultyProxy;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.CouchServer;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.BulkGetOptions;
import dev.couchgrass.store.document.BulkGetRequest;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.options.HttpOptions;
import dev.couchgrass.store.http.options.HttpTimeouts;
import dev.couchgrass.store.http.options.Retries;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a network does to answers: each call ends, with the truth or with a failure that says
 * that the store failed.
 */
class FaultyNetworkTest {
  private static final int DOCUMENTS = 200;
  private static final int STEPS = 150;
  private static final DatabaseName NAME = new DatabaseName("db");

  private final Vertx vertx = Vertx.vertx();
  private final Storage kept = await(MemoryStorage.open(vertx));
  private final CouchServer server =
      await(CouchServer.start(vertx, kept, ServerOptions.DEFAULTS.withPort(0).withOpen(true)));
  private final DocumentStore truth = await(kept.create(NAME));
  private int successes;
  private int failures;

  @AfterEach
  void stop() {
    await(server.close());
    await(kept.close());
    await(vertx.close());
  }

  private static DocumentId id(int number) {
    return new DocumentId("d" + number);
  }

  private static JsonBody body(int number) {
    return JsonBody.parse("{\"n\":" + number + ",\"text\":\"" + "x".repeat(number) + "\"}");
  }

  private void fill() {
    for (int i = 0; i < DOCUMENTS; i++) {
      await(truth.write(DocumentEdit.create(id(i), body(i))));
    }
    Attachments.write(
        truth,
        "attached",
        Optional.empty(),
        List.of(
            Attachments.attach(truth, "f", Attachments.random(100_000)),
            new AttachmentEdit.Attach(
                "packed",
                "text/plain",
                Attachments.stage(truth, Attachments.random(50_000), "text/plain"))));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void everyAnswerIsTheTruthOrAFailure(long seed) {
    fill();
    Random faults = new Random(seed);
    FaultyProxy proxy =
        new FaultyProxy(vertx, server.port(), () -> Fault.next(faults), () -> Fault.HARMLESS);
    int port = await(proxy.listen());
    HttpOptions options =
        HttpOptions.of("http://127.0.0.1:" + port)
            .withTimeouts(HttpTimeouts.DEFAULTS.withIdle(Duration.ofMillis(300)))
            .withRetries(
                Retries.DEFAULTS
                    .withAttempts(2)
                    .withPauses(Duration.ofMillis(1), Duration.ofMillis(5)))
            .withRandom(new Random(seed));
    Storage storage = opened(options);
    DocumentStore db = found(storage);
    Random steps = new Random(seed);
    for (int i = 0; i < STEPS; i++) {
      step(db, steps, i);
    }
    await(storage.close());
    await(proxy.close());
    assertTrue(successes > STEPS / 10, () -> "successes: " + successes);
    assertTrue(failures > STEPS / 50, () -> "failures: " + failures);
    for (Kind kind : Kind.values()) {
      assertTrue(kind == Kind.NONE || proxy.count(kind) > 0, () -> "no " + kind);
    }
  }

  private Storage opened(HttpOptions options) {
    return until(() -> HttpStorage.open(vertx, options));
  }

  private static DocumentStore found(Storage storage) {
    return until(() -> storage.open(NAME));
  }

  private static <T> T until(Supplier<Future<T>> call) {
    for (int i = 0; i < 100; i++) {
      try {
        return await(call.get());
      } catch (StoreException e) {
        assertEquals(ErrorCode.STORE_FAILED, e.code(), e::reason);
      }
    }
    throw new AssertionError("A hundred failures in a row");
  }

  private void step(DocumentStore db, Random random, int number) {
    int n = random.nextInt(DOCUMENTS);
    try {
      switch (random.nextInt(9)) {
        case 0, 1 -> get(db, n);
        case 2 -> list(db);
        case 3 -> changes(db);
        case 4 -> bulk(db, n);
        case 5 -> open(db, n);
        case 6 -> attachment(db);
        case 7 -> missing(db, n);
        default -> write(db, number);
      }
      successes++;
    } catch (StoreException e) {
      assertEquals(ErrorCode.STORE_FAILED, e.code(), e::reason);
      failures++;
    }
  }

  private static void assertIs(int number, StoredDocument document) {
    assertEquals(id(number), document.id());
    assertEquals(body(number), document.body());
  }

  private static void get(DocumentStore db, int n) {
    assertIs(n, await(db.get(id(n))).orElseThrow());
    assertTrue(await(db.get(new DocumentId("unknown"))).isEmpty());
  }

  private void list(DocumentStore db) {
    AllDocsOptions options = AllDocsOptions.DEFAULTS.withDocuments(true);
    assertEquals(rows(truth, options), rows(db, options));
  }

  private static List<AllDocsRow> rows(DocumentStore db, AllDocsOptions options) {
    return await(await(db.allDocs(options)).toList(10_000));
  }

  private void changes(DocumentStore db) {
    List<Change> expected =
        await(truth.changes(ChangesOptions.DEFAULTS).compose(rows -> rows.toList(10_000)));
    assertEquals(
        expected, await(db.changes(ChangesOptions.DEFAULTS).compose(rows -> rows.toList(10_000))));
    assertEquals(await(truth.info()).updateSequence(), await(db.info()).updateSequence());
  }

  private static void bulk(DocumentStore db, int n) {
    List<BulkGetRequest> requests =
        List.of(
            new BulkGetRequest(id(n), Optional.empty()),
            new BulkGetRequest(new DocumentId("unknown"), Optional.empty()));
    var results = await(db.bulkGet(requests, BulkGetOptions.DEFAULTS));
    assertIs(n, ((OpenRevision.Found) results.get(0).revisions().get(0)).document());
    assertEquals(List.of(), results.get(1).revisions());
  }

  private static void open(DocumentStore db, int n) {
    var opened =
        await(
            db.openRevisions(id(n), new OpenRevisions.All(), GetOptions.DEFAULTS)
                .compose(rows -> rows.toList(10)));
    assertEquals(1, opened.size());
    assertIs(n, ((OpenRevision.Found) opened.get(0)).document());
  }

  private static void attachment(DocumentStore db) {
    assertArrayEquals(
        Attachments.random(100_000),
        Attachments.readBytes(db, "attached", "f", AttachmentOptions.DEFAULTS));
    assertArrayEquals(
        Attachments.random(50_000),
        Attachments.readBytes(db, "attached", "packed", AttachmentOptions.DEFAULTS));
  }

  private static void missing(DocumentStore db, int n) {
    RevisionId unknown = RevisionId.parse("1-unknown");
    assertEquals(
        List.of(unknown),
        await(db.revisionsDiff(Map.of(id(n), List.of(unknown)))).get(id(n)).missing());
  }

  /** After a failure the edit was carried out or not, but nothing else. */
  private void write(DocumentStore db, int number) {
    DocumentId id = new DocumentId("w" + number);
    JsonBody body = JsonBody.parse("{\"number\":" + number + "}");
    Optional<RevisionId> told = Optional.empty();
    try {
      told = Optional.of(await(db.write(DocumentEdit.create(id, body))));
    } finally {
      Optional<StoredDocument> there = await(truth.get(id));
      assertTrue(there.isEmpty() || there.get().body().equals(body), "another body");
      assertTrue(told.isEmpty() || told.equals(there.map(StoredDocument::revision)), "not written");
    }
  }
}
