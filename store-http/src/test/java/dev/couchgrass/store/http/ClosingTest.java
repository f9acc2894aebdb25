package dev.couchgrass.store.http;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.http.options.HttpTimeouts;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A storage whose server has fallen silent. */
class ClosingTest {
  private static final DocumentId ID = new DocumentId("a");

  /** Longer than any test waits. */
  private static final Duration IDLE = Duration.ofHours(1);

  @Test
  void closingEndsWhatAServerNeverAnswers() {
    HttpTimeouts timeouts = HttpTimeouts.DEFAULTS.withIdle(IDLE).withDrain(Duration.ofMillis(200));
    try (CannedServer server =
        new CannedServer(options -> options.withTimeouts(timeouts), request -> {})) {
      DocumentStore db = server.database();
      Future<Optional<StoredDocument>> read = db.get(ID);
      Future<?> written = db.write(DocumentEdit.create(ID, JsonBody.EMPTY));
      Future<Void> compacted = db.compact();
      server.closeStorage();
      assertFails(ErrorCode.STORE_FAILED, read);
      assertFails(ErrorCode.STORE_FAILED, written);
      assertFails(ErrorCode.STORE_FAILED, compacted);
      assertEquals(
          List.of("GET", "POST", "POST"),
          server.asked().stream()
              .map(line -> line.substring(0, line.indexOf(' ')))
              .sorted()
              .toList(),
          "nothing is asked again");
    }
  }

  @Test
  void closingWaitsForWhatIsAnswered() {
    try (CannedServer server =
        new CannedServer(
            options -> options,
            request -> request.response().end("{\"_id\":\"a\",\"_rev\":\"1-a\"}"))) {
      Future<Optional<StoredDocument>> read = server.database().get(ID);
      server.closeStorage();
      assertEquals(ID, await(read).orElseThrow().id());
    }
  }
}
