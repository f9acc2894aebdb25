package dev.couchgrass.store.http;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.http.options.HttpTimeouts;
import dev.couchgrass.store.http.options.Retries;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How long a server is waited for: as long as something comes of it, within a limit. */
class PatienceTest {
  private static final DocumentId ID = new DocumentId("a");

  @Test
  void aSilentServerIsNotWaitedForLong() {
    HttpTimeouts hurried = HttpTimeouts.DEFAULTS.withIdle(Duration.ofMillis(100));
    try (CannedServer server =
        new CannedServer(
            options -> options.withTimeouts(hurried).withRetries(Retries.DEFAULTS.withAttempts(1)),
            request -> {})) {
      assertFails(ErrorCode.STORE_FAILED, server.database().get(ID));
    }
  }

  /** White space before the JSON: neither is it malformed, nor does it end. */
  @Test
  void aServerThatDripsIsNotWaitedForEver() {
    HttpTimeouts hurried = HttpTimeouts.DEFAULTS.withAnswer(Duration.ofMillis(300));
    try (CannedServer server =
        new CannedServer(options -> options.withTimeouts(hurried), PatienceTest::drip)) {
      assertFails(ErrorCode.STORE_FAILED, server.database().get(ID));
      assertEquals(1, server.asked().size());
    }
  }

  /** Of a refusal, too, no more is waited for. */
  @Test
  void aRefusalThatDripsIsNotWaitedForEver() {
    HttpTimeouts hurried = HttpTimeouts.DEFAULTS.withAnswer(Duration.ofMillis(300));
    try (CannedServer server =
        new CannedServer(
            options -> options.withTimeouts(hurried).withRetries(Retries.DEFAULTS.withAttempts(1)),
            request -> {
              request.response().setStatusCode(403);
              drip(request);
            })) {
      assertFails(ErrorCode.STORE_FAILED, server.database().get(ID));
    }
  }

  private static void drip(HttpServerRequest request) {
    request.response().setChunked(true).write(" ").onSuccess(again -> wait(request));
  }

  private static void wait(HttpServerRequest request) {
    Vertx.currentContext().owner().setTimer(20, now -> drip(request));
  }

  /** Each piece has its time, and not all together. */
  @Test
  void aServerThatTakesAnUploadSlowlyIsWaitedFor() {
    HttpTimeouts hurried = HttpTimeouts.DEFAULTS.withIdle(Duration.ofMillis(1_500));
    try (CannedServer server =
        new CannedServer(options -> options.withTimeouts(hurried), PatienceTest::sip)) {
      DocumentStore db = server.database();
      AttachmentEdit large = Attachments.attach(db, "f", Attachments.random(30_000_000));
      DocumentEdit edit = DocumentEdit.create(ID, JsonBody.EMPTY).withAttachments(List.of(large));
      assertEquals(RevisionId.parse("1-a"), await(db.write(edit)));
    }
  }

  /** The first of it in ten sips, which take longer than any single one may; then the rest. */
  private static void sip(HttpServerRequest request) {
    Vertx vertx = Vertx.currentContext().owner();
    AtomicInteger sips = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    request.handler(
        piece -> {
          if (taken.addAndGet(piece.length()) > 1_000_000 && sips.incrementAndGet() <= 10) {
            taken.set(0);
            request.pause();
            vertx.setTimer(250, now -> request.resume());
          }
        });
    request.endHandler(
        end ->
            request
                .response()
                .setStatusCode(201)
                .end("{\"ok\":true,\"id\":\"a\",\"rev\":\"1-a\"}"));
  }
}
