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
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.options.HttpOptions;
import dev.couchgrass.store.http.options.HttpTimeouts;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a network does to requests while their bodies are on the way: each call ends, a document
 * is written whole or not at all, and what the store says was written was.
 */
class FaultyUploadsTest {
  private static final int STEPS = 80;
  private static final int BULK = 60;
  private static final DatabaseName NAME = new DatabaseName("db");

  private final Vertx vertx = Vertx.vertx();
  private final Storage kept = await(MemoryStorage.open(vertx));
  private final CouchServer server =
      await(CouchServer.start(vertx, kept, ServerOptions.DEFAULTS.withPort(0).withOpen(true)));
  private final DocumentStore truth = await(kept.create(NAME));
  private final List<Runnable> checks = new ArrayList<>();
  private int successes;
  private int failures;

  @AfterEach
  void stop() {
    await(server.close());
    await(kept.close());
    await(vertx.close());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void everyUploadIsWrittenWholeOrNotAtAll(long seed) {
    Random faults = new Random(seed);
    AtomicBoolean harm = new AtomicBoolean();
    FaultyProxy proxy =
        new FaultyProxy(
            vertx,
            server.port(),
            () -> Fault.HARMLESS,
            () -> harm.get() ? Fault.nextOfRequests(faults) : Fault.HARMLESS);
    HttpOptions options =
        HttpOptions.of("http://127.0.0.1:" + await(proxy.listen()))
            .withTimeouts(HttpTimeouts.DEFAULTS.withIdle(Duration.ofMillis(300)))
            .withRandom(new Random(seed));
    Storage storage = await(HttpStorage.open(vertx, options));
    DocumentStore db = await(storage.open(NAME));
    harm.set(true);
    Random steps = new Random(seed);
    for (int i = 0; i < STEPS; i++) {
      step(db, i, steps);
    }
    await(storage.close());
    await(proxy.close());
    checks.forEach(Runnable::run);
    assertTrue(successes > STEPS / 10, () -> "successes: " + successes);
    assertTrue(failures > STEPS / 50, () -> "failures: " + failures);
    for (Kind kind : new Kind[] {Kind.DELAY, Kind.CUT, Kind.BLACK_HOLE, Kind.SLOW}) {
      assertTrue(proxy.count(kind) > 0, () -> "no " + kind);
    }
  }

  private void step(DocumentStore db, int number, Random random) {
    try {
      if (random.nextBoolean()) {
        attach(db, number, random);
      } else {
        bulk(db, number);
      }
      successes++;
    } catch (StoreException e) {
      // A server that was cut off may still say so.
      assertTrue(
          e.code() == ErrorCode.STORE_FAILED || e.code() == ErrorCode.BAD_REQUEST, e::reason);
      failures++;
    }
  }

  private void attach(DocumentStore db, int number, Random random) {
    DocumentId id = new DocumentId("attached" + number);
    byte[] bytes = Arrays.copyOf(Attachments.random(200_000), random.nextInt(200_000));
    AttachmentEdit edit = Attachments.attach(db, "f", bytes);
    checks.add(() -> truth(id).ifPresent(there -> assertHas(there, bytes)));
    RevisionId written =
        await(db.write(DocumentEdit.create(id, JsonBody.EMPTY).withAttachments(List.of(edit))));
    assertEquals(Optional.of(written), truth(id).map(StoredDocument::revision));
    assertHas(truth(id).orElseThrow(), bytes);
  }

  private Optional<StoredDocument> truth(DocumentId id) {
    return await(truth.get(id));
  }

  private void assertHas(StoredDocument there, byte[] bytes) {
    assertArrayEquals(
        bytes, Attachments.readBytes(truth, there.id().value(), "f", AttachmentOptions.DEFAULTS));
  }

  private void bulk(DocumentStore db, int number) {
    List<DocumentEdit> edits = new ArrayList<>();
    for (int i = 0; i < BULK; i++) {
      JsonBody body = JsonBody.parse("{\"n\":" + i + ",\"text\":\"" + "x".repeat(2_000) + "\"}");
      edits.add(DocumentEdit.create(new DocumentId("bulk" + number + "-" + i), body));
    }
    checks.add(() -> edits.forEach(this::assertWholeIfThere));
    for (WriteResult result : await(db.write(edits))) {
      assertEquals(Optional.of(result.orThrow()), truth(result.id()).map(StoredDocument::revision));
    }
  }

  private void assertWholeIfThere(DocumentEdit edit) {
    truth(edit.id()).ifPresent(there -> assertEquals(edit.body(), there.body()));
  }
}
