package dev.couchgrass.store.http;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.http.options.HttpLimits;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of the answers to writes. */
class WriteAnswersTest {
  private static final DocumentId ID = new DocumentId("a");

  private static List<AttachmentEdit> attached(DocumentStore db) {
    return List.of(Attachments.attach(db, "f", Attachments.random(10)));
  }

  /** The server may have written them: that is no refusal, and they are not sent again. */
  @Test
  void anAnswerThatIsTooLongTellsNothing() {
    String row =
        "{\"ok\":true,\"id\":\"a\",\"rev\":\"1-a\",\"more\":\"" + "x".repeat(2_000) + "\"}";
    DocumentEdit edit = DocumentEdit.create(ID, JsonBody.EMPTY);
    for (boolean attached : new boolean[] {false, true}) {
      try (CannedServer server =
          new CannedServer(
              options -> options.withLimits(HttpLimits.DEFAULTS.withAnswerBytes(1_024)),
              request -> {
                request
                    .body()
                    .onSuccess(
                        sent ->
                            request
                                .response()
                                .setStatusCode(201)
                                .end(attached ? row : "[" + row + "]"));
              })) {
        DocumentStore db = server.database();
        assertFails(
            ErrorCode.STORE_FAILED, db.write(attached ? edit.withAttachments(attached(db)) : edit));
        assertEquals(1, server.asked().size(), () -> server.asked().toString());
      }
    }
  }

  /** As PouchDB's server does. */
  @Test
  void aGraftedDocumentMayBeToldAsManyAre() {
    String refused = "[{\"id\":\"a\",\"error\":\"forbidden\",\"reason\":\"not you\"}]";
    for (String answer : List.of("[]", refused)) {
      try (CannedServer server =
          new CannedServer(
              options -> options,
              request -> {
                request.body().onSuccess(sent -> request.response().setStatusCode(201).end(answer));
              })) {
        DocumentStore db = server.database();
        DocumentGraft graft =
            new DocumentGraft(
                ID,
                new RevisionHistory(StoreFixture.revs("1-a")),
                false,
                JsonBody.EMPTY,
                attached(db));
        var result = await(db.graft(List.of(graft))).get(0);
        if (answer.equals(refused)) {
          assertFails(ErrorCode.FORBIDDEN, Future.succeededFuture(result).map(r -> r.orThrow()));
        } else {
          assertEquals("1-a", result.orThrow().toString());
        }
      }
    }
  }

  /** The words are the same: what tells them apart is whether nothing at all may be written. */
  @ParameterizedTest
  @CsvSource({"401, UNAUTHORIZED", "403, FORBIDDEN"})
  void aDocumentIsRefusedIfItsWriterIsNot(int status, ErrorCode code) {
    String refusal = "{\"error\":\"" + code.word() + "\",\"reason\":\"No\"}";
    DocumentEdit edit = DocumentEdit.create(ID, JsonBody.EMPTY);
    for (boolean writer : new boolean[] {false, true}) {
      try (CannedServer server =
          new CannedServer(
              options -> options,
              request -> {
                boolean refused = writer || request.method().name().equals("PUT");
                request
                    .body()
                    .onSuccess(
                        sent ->
                            request
                                .response()
                                .setStatusCode(refused ? status : 201)
                                .end(refused ? refusal : "[]"));
              })) {
        DocumentStore db = server.database();
        Future<List<WriteResult>> written = db.write(List.of(edit.withAttachments(attached(db))));
        if (writer) {
          assertFails(code, written);
        } else {
          assertFails(code, Future.succeededFuture(await(written).get(0)).map(r -> r.orThrow()));
        }
      }
    }
  }
}
