package dev.couchgrass.store.http;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsResult;
import dev.couchgrass.store.document.BulkGetOptions;
import dev.couchgrass.store.document.BulkGetRequest;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.options.HttpAuthentication;
import dev.couchgrass.store.http.options.HttpLimits;
import dev.couchgrass.store.http.options.Retries;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of each kind of answer. */
class CannedAnswersTest {
  private static final DocumentId ID = new DocumentId("a");
  private static final DocumentEdit EDIT = DocumentEdit.create(ID, JsonBody.EMPTY);

  @Test
  void aProxysPageIsNoMissingDocument() {
    for (int status : new int[] {404, 409, 412, 200}) {
      try (CannedServer server = CannedServer.saying(status, "<html>Not found</html>")) {
        StoreException failure = assertFailsAnyhow(server.database().get(ID));
        assertTrue(
            failure.code() == ErrorCode.STORE_FAILED || status == 409, () -> "" + failure.code());
      }
    }
  }

  private static StoreException assertFailsAnyhow(Future<?> future) {
    return assertThrows(StoreException.class, () -> await(future));
  }

  @ParameterizedTest
  @CsvSource({
    "400, bad_request, BAD_REQUEST",
    "400, illegal_docid, ILLEGAL_DOCUMENT_ID",
    "400, query_parse_error, BAD_REQUEST",
    "401, unauthorized, UNAUTHORIZED",
    "403, forbidden, FORBIDDEN",
    "409, conflict, CONFLICT",
    "412, file_exists, DATABASE_EXISTS",
    "412, missing_stub, MISSING_STUB",
    "413, document_too_large, DOCUMENT_TOO_LARGE",
    "500, badmatch, STORE_FAILED",
    "501, not_implemented, NOT_SUPPORTED",
    "503, service_unavailable, OVERLOADED"
  })
  void couchDbsWordsAreOurCodes(int status, String word, ErrorCode code) {
    String body = "{\"error\":\"" + word + "\",\"reason\":\"because\"}";
    try (CannedServer server = CannedServer.saying(status, body)) {
      assertFails(code, server.database().revisionsLimit());
    }
  }

  @Test
  void whichOfTwoIsMissingTheReasonTells() {
    String database = "{\"error\":\"not_found\",\"reason\":\"Database does not exist.\"}";
    try (CannedServer server = CannedServer.saying(404, database)) {
      assertFails(ErrorCode.DATABASE_MISSING, server.database().get(ID));
    }
    try (CannedServer server =
        CannedServer.saying(404, "{\"error\":\"not_found\",\"reason\":\"missing\"}")) {
      assertEquals(Optional.empty(), await(server.database().get(ID)));
    }
  }

  @Test
  void readsAreRepeatedAndEditsAreNot() {
    Retries quick = Retries.DEFAULTS.withPauses(Duration.ofMillis(1), Duration.ofMillis(2));
    try (CannedServer server =
        new CannedServer(
            options -> options.withRetries(quick.withAttempts(3)),
            request -> request.response().setStatusCode(502).end("<html>"))) {
      assertFails(ErrorCode.STORE_FAILED, server.database().get(ID));
      assertEquals(3, server.asked().size());
      assertFails(ErrorCode.STORE_FAILED, server.database().write(EDIT));
      assertEquals(4, server.asked().size());
    }
  }

  @Test
  void aListingThatBreaksOffFailsForEver() {
    String rows = "{\"total_rows\":2,\"offset\":0,\"rows\":[{\"id\":\"a\",\"key\":\"a\",";
    try (CannedServer server =
        CannedServer.saying(200, rows + "\"value\":{\"rev\":\"1-a\"}},{\"id\":\"b\"")) {
      AllDocsResult result = await(server.database().allDocs(AllDocsOptions.DEFAULTS));
      assertEquals(2, result.totalRows());
      assertEquals(1, await(result.next(10)).size());
      assertFails(ErrorCode.STORE_FAILED, result.next(10));
      assertFails(ErrorCode.STORE_FAILED, result.next(10));
    }
  }

  @Test
  void whatIsReadWhenTheStorageIsClosedHasNoEnd() {
    String document =
        "{\"_id\":\"a\",\"_rev\":\"1-a\",\"_attachments\":{\"f\":{\"stub\":true,\"revpos\":1,"
            + "\"length\":5,\"digest\":\"md5-XUFAKrxLKna5cZ2REBfFkg==\"}}}";
    String row = "{\"id\":\"a\",\"key\":\"a\",\"value\":{\"rev\":\"1-a\"}}";
    try (CannedServer server =
        new CannedServer(
            options -> options,
            request -> {
              if (request.path().endsWith("/a")) {
                request.response().end(document);
              } else {
                String begun = "{\"total_rows\":2,\"offset\":0,\"rows\":[" + row;
                request
                    .response()
                    .setChunked(true)
                    .write(request.path().endsWith("/f") ? "he" : begun);
              }
            })) {
      DocumentStore db = server.database();
      AllDocsResult rows = await(db.allDocs(AllDocsOptions.DEFAULTS));
      AttachmentContent content =
          await(db.attachment(ID, "f", AttachmentOptions.DEFAULTS)).orElseThrow();
      assertEquals(1, await(rows.next(10)).size());
      assertEquals("he", await(content.next()).toString());
      server.closeStorage();
      assertFails(ErrorCode.STORE_FAILED, rows.next(10));
      assertFails(ErrorCode.STORE_FAILED, content.next());
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (CannedServer server =
        new CannedServer(
            options -> options,
            request ->
                request.response().setStatusCode(302).putHeader("Location", "/else").end())) {
      assertFails(ErrorCode.STORE_FAILED, server.database().get(ID));
      assertEquals(1, server.asked().size());
    }
  }

  @Test
  void sequencesComeAndGoAsTheyAre() {
    String answer =
        "{\"results\":[{\"seq\":[7,\"g1AAA\"],\"id\":\"a\",\"changes\":[{\"rev\":\"1-a\"}]}],"
            + "\"last_seq\":\"8-x_y\",\"pending\":3}";
    try (CannedServer server = CannedServer.saying(200, answer)) {
      UpdateSequence since = new UpdateSequence("6-g1AAA+/=");
      ChangesResult result =
          await(server.database().changes(ChangesOptions.DEFAULTS.withSince(since)));
      assertEquals("[7,\"g1AAA\"]", await(result.next(1)).get(0).sequence().token());
      assertEquals(List.of(), await(result.next(1)));
      assertEquals("8-x_y", result.lastSequence().token());
      assertEquals(3, result.pending());
      assertEquals(List.of("GET /db/_changes?since=6-g1AAA%2B%2F%3D"), server.asked());
    }
  }

  @Test
  void aChangeThatIsGarbledIsNotPassedOver() {
    String row = "{\"seq\":\"%s\",\"id\":\"a\",\"changes\":[{\"rev\":\"%s\"}]}";
    String rows = row.formatted("1", "1-a") + ',' + row.formatted("2", "2") + ',';
    String answer = "{\"results\":[" + rows + row.formatted("3", "3-c") + "],\"last_seq\":\"3\"}";
    try (CannedServer server = CannedServer.saying(200, answer)) {
      ChangesResult result = await(server.database().changes(ChangesOptions.DEFAULTS));
      assertEquals(1, await(result.next(1)).size());
      assertFails(ErrorCode.STORE_FAILED, result.next(10));
      assertFails(ErrorCode.STORE_FAILED, result.next(10));
    }
  }

  @Test
  void oneDocumentThatSpoilsABulkCostsFewRequestsMore() {
    try (CannedServer server =
        new CannedServer(
            options -> options,
            request -> {
              request.body().onSuccess(body -> takeAllBut("bad", request, body));
            })) {
      List<DocumentEdit> edits = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        edits.add(DocumentEdit.create(new DocumentId(i == 321 ? "bad" : "d" + i), JsonBody.EMPTY));
      }
      List<WriteResult> results = await(server.database().write(edits));
      for (int i = 0; i < 1_000; i++) {
        assertEquals(edits.get(i).id(), results.get(i).id());
        assertEquals(i != 321, results.get(i) instanceof WriteResult.Written);
      }
      assertTrue(server.asked().size() <= 21, () -> server.asked().size() + " requests");
    }
  }

  private static void takeAllBut(String bad, HttpServerRequest request, Buffer body) {
    JsonArray documents = body.toJsonObject().getJsonArray("docs");
    JsonArray rows = new JsonArray();
    for (int i = 0; i < documents.size(); i++) {
      String id = documents.getJsonObject(i).getString("_id");
      if (id.equals(bad)) {
        request
            .response()
            .setStatusCode(400)
            .end("{\"error\":\"bad_request\",\"reason\":\"It is bad\"}");
        return;
      }
      rows.add(new JsonObject().put("ok", true).put("id", id).put("rev", "1-a"));
    }
    request.response().setStatusCode(201).end(rows.encode());
  }

  @Test
  void withoutBulkGetEachDocumentIsOpened() {
    assertOpensOneByOne(
        answer ->
            answer
                .setStatusCode(405)
                .end("{\"error\":\"method_not_allowed\",\"reason\":\"Only GET\"}"));
  }

  @Test
  void whereBulkGetIsMultipartEachDocumentIsOpened() {
    assertOpensOneByOne(
        answer ->
            answer
                .putHeader("Content-Type", "multipart/mixed; boundary=\"b\"")
                .end("--b\r\nContent-Type: application/json\r\n\r\n{\"_id\":\"a\"}\r\n--b--"));
  }

  private static void assertOpensOneByOne(Consumer<HttpServerResponse> bulk) {
    try (CannedServer server =
        new CannedServer(
            options -> options,
            request -> {
              if (request.path().endsWith("_bulk_get")) {
                bulk.accept(request.response());
              } else {
                request.response().end("[{\"ok\":{\"_id\":\"a\",\"_rev\":\"1-a\"}}]");
              }
            })) {
      List<BulkGetRequest> one = List.of(new BulkGetRequest(ID, Optional.empty()));
      for (int i = 1; i <= 2; i++) {
        assertEquals(
            1,
            await(server.database().bulkGet(one, BulkGetOptions.DEFAULTS))
                .get(0)
                .revisions()
                .size());
        assertEquals(1 + i, server.asked().size(), "what is not there is asked for once");
      }
    }
  }

  @Test
  void anAttachmentsBytesMustHaveItsDigest() {
    for (String digest : List.of("md5-XUFAKrxLKna5cZ2REBfFkg==", "md5-AAAAAAAAAAAAAAAAAAAAAA==")) {
      String document =
          "{\"_id\":\"a\",\"_rev\":\"1-a\",\"_attachments\":{\"f\":{\"stub\":true,\"revpos\":1,"
              + "\"length\":5,\"digest\":\""
              + digest
              + "\"}}}";
      try (CannedServer server =
          new CannedServer(
              options -> options,
              request ->
                  request.response().end(request.path().endsWith("/f") ? "hello" : document))) {
        AttachmentContent content =
            await(server.database().attachment(ID, "f", AttachmentOptions.DEFAULTS)).orElseThrow();
        Future<Buffer> read = content.toBuffer(100, IllegalStateException::new);
        if (digest.contains("AAAA")) {
          assertFails(ErrorCode.STORE_FAILED, read);
        } else {
          assertEquals("hello", await(read).toString());
        }
      }
    }
  }

  @Test
  void aRefusalBeforeAllIsSentHoldsNoConnection() {
    try (CannedServer server =
        new CannedServer(
            options -> options.withLimits(HttpLimits.DEFAULTS.withStreams(1)),
            request -> {
              request.pause();
              request
                  .response()
                  .setStatusCode(413)
                  .end("{\"error\":\"document_too_large\",\"reason\":\"a\"}");
            })) {
      DocumentStore db = server.database();
      AttachmentEdit large = Attachments.attach(db, "f", Attachments.random(20_000_000));
      for (int i = 0; i < 3; i++) {
        assertFails(ErrorCode.DOCUMENT_TOO_LARGE, db.write(EDIT.withAttachments(List.of(large))));
      }
    }
  }

  @Test
  void aSessionIsRenewedAndItsSecretsAreNowhereToBeSeen() {
    AtomicInteger logins = new AtomicInteger();
    HttpAuthentication session = new HttpAuthentication.Session("anna", "s3cret");
    try (CannedServer server =
        new CannedServer(
            options -> options.withAuthentication(session),
            request -> {
              if (request.path().equals("/_session")) {
                request
                    .response()
                    .putHeader(
                        "Set-Cookie", "AuthSession=c" + logins.incrementAndGet() + "; Path=/")
                    .end("{\"ok\":true}");
              } else if ("AuthSession=c2".equals(request.getHeader("Cookie"))) {
                request.response().end("1000");
              } else {
                request
                    .response()
                    .setStatusCode(401)
                    .end("{\"error\":\"unauthorized\",\"reason\":\"Session ended\"}");
              }
            })) {
      assertEquals(1000, await(server.database().revisionsLimit()));
      assertEquals(2, logins.get());
      assertFalse(server.asked().toString().contains("s3cret"));
      assertFalse(session.toString().contains("s3cret"));
    }
  }
}
