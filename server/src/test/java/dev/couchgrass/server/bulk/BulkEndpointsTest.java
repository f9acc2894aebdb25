package dev.couchgrass.server.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.document.OpenServer;
import dev.couchgrass.server.document.OpenServer.Answer;
import dev.couchgrass.server.options.Limits;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.KvOptions;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkEndpointsTest {
  private static final String MALFORMED =
      "400 {\"error\":\"bad_request\",\"reason\":\"invalid UTF-8 JSON\"}";

  private OpenServer server = new OpenServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private void restart(OpenServer other) {
    server.close();
    server = other;
  }

  private String bulk(String body) {
    return server.post("/db/_bulk_docs", body).toString();
  }

  private static String badRequest(String reason) {
    return "400 {\"error\":\"bad_request\",\"reason\":\"" + reason + "\"}";
  }

  @Test
  void everyEditHasItsRow() {
    Answer answer =
        server.post("/db/_bulk_docs", "{\"docs\":[{\"_id\":\"a\"},{\"_id\":\"a\"},{\"x\":1}]}");
    String rev = answer.rev();
    assertEquals(201, answer.status());
    assertTrue(
        answer
            .body()
            .startsWith(
                "[{\"ok\":true,\"id\":\"a\",\"rev\":\""
                    + rev
                    + "\"},{\"id\":\"a\",\"error\":\"conflict\","
                    + "\"reason\":\"Document update conflict.\"},"
                    + "{\"ok\":true,\"id\":\"id1\",\"rev\":\""),
        answer.body());
  }

  @Test
  void ofForeignRevisionsOnlyFailuresAreTold() {
    String docs =
        "{\"new_edits\":false,\"docs\":[{\"_id\":\"a\",\"_rev\":\"1-x\"},"
            + "{\"_id\":\"b\",\"_rev\":\"2-y\",\"_attachments\":{\"t\":{\"stub\":true}}}]}";
    Answer answer = server.post("/db/_bulk_docs", docs);
    assertEquals(201, answer.status());
    assertTrue(
        answer.body().startsWith("[{\"id\":\"b\",\"rev\":\"2-y\",\"error\":\"missing_stub\""),
        answer.body());
    assertEquals("200 {\"_id\":\"a\",\"_rev\":\"1-x\"}", server.get("/db/a").toString());
    assertEquals(
        "201 []", bulk("{\"new_edits\":false,\"docs\":[{\"_id\":\"a\",\"_rev\":\"1-x\"}]}"));
  }

  @Test
  void oneBadDocumentRefusesTheRequest() {
    assertEquals(
        "400 {\"error\":\"doc_validation\",\"reason\":\"Bad special document member: _x\"}",
        bulk("{\"docs\":[{\"_id\":\"a\"},{\"_id\":\"b\",\"_x\":1}]}"));
    assertEquals(
        badRequest("When `new_edits: false`, the document needs `_rev` or `_revisions` specified"),
        bulk("{\"new_edits\":false,\"docs\":[{\"_id\":\"a\",\"_rev\":\"1-x\"},{\"_id\":\"b\"}]}"));
    assertEquals(400, server.post("/db/_bulk_docs", "{\"docs\":[{\"_id\":\"_a\"}]}").status());
    assertEquals(400, server.post("/db/_bulk_docs", "{\"docs\":[{\"_id\":7}]}").status());
    assertEquals(400, server.post("/db/_bulk_docs", "{\"docs\":[{\"_id\":\"_local/\"}]}").status());
    assertEquals(404, server.get("/db/a").status());
  }

  @Test
  void theRequestMustHaveItsForm() {
    assertEquals(badRequest("POST body must include `docs` parameter."), bulk("{}"));
    assertEquals(badRequest("`docs` parameter must be an array."), bulk("{\"docs\":{}}"));
    assertEquals(badRequest("Document must be a JSON object"), bulk("{\"docs\":[1]}"));
    assertEquals(
        badRequest("`new_edits` parameter must be a boolean."),
        bulk("{\"docs\":[],\"new_edits\":1}"));
    assertEquals(badRequest("Request body must be a JSON object"), bulk("[]"));
    assertEquals(MALFORMED, bulk("{\"docs\":["));
    assertEquals("201 []", bulk("{\"docs\":[]}"));
    assertEquals(415, server.post("/db/_bulk_docs", "{}", "Content-Type", "text/plain").status());
    assertEquals(405, server.get("/db/_bulk_docs").status());
  }

  @Test
  void tooManyDocumentsAreRefused() {
    restart(
        new OpenServer(
            ServerOptions.DEFAULTS.withLimits(Limits.DEFAULTS.withBulkDocuments(1).withBulkGets(1)),
            Optional.empty()));
    assertEquals(
        "413 {\"error\":\"too_large\",\"reason\":\"Too many documents in one request\"}",
        bulk("{\"docs\":[{},{}]}"));
    assertEquals(413, server.post("/db/_bulk_get", "{\"docs\":[{},{}]}").status());
  }

  @Test
  void thePolicySeesEveryDocumentAndRefusesAlone() {
    restart(
        new OpenServer(
            ServerOptions.DEFAULTS,
            Optional.of(
                (identity, database, id, deleted, body) ->
                    id.value().equals("b")
                        ? Future.failedFuture(new StoreException(ErrorCode.FORBIDDEN, "not b"))
                        : Future.succeededFuture(body))));
    Answer answer =
        server.post(
            "/db/_bulk_docs", "{\"docs\":[{\"_id\":\"a\"},{\"_id\":\"b\"},{\"_id\":\"c\"}]}");
    assertTrue(
        answer
            .body()
            .contains("{\"id\":\"b\",\"error\":\"forbidden\",\"reason\":\"not b\"},{\"ok\":true"),
        answer.body());
    assertEquals(
        "403 {\"error\":\"forbidden\",\"reason\":\"not b\"}", server.put("/db/b", "{}").toString());
    assertEquals(200, server.get("/db/c").status());
    assertEquals(
        "201 [{\"id\":\"b\",\"rev\":\"1-x\",\"error\":\"forbidden\",\"reason\":\"not b\"}]",
        bulk("{\"new_edits\":false,\"docs\":[{\"_id\":\"b\",\"_rev\":\"1-x\"}]}"));
  }

  @Test
  void bulkReadsFindRevisionsLeavesAndErrors() {
    bulk(
        "{\"new_edits\":false,\"docs\":[{\"_id\":\"a\",\"_rev\":\"1-x\",\"n\":1},"
            + "{\"_id\":\"a\",\"_rev\":\"1-y\"}]}");
    String docs =
        "{\"docs\":[{\"id\":\"a\",\"rev\":\"1-x\"},{\"id\":\"a\"},{\"id\":\"a\",\"rev\":\"9-z\"},"
            + "{\"id\":\"none\"},{\"rev\":\"1-x\"},1,{\"id\":\"a\",\"rev\":\"x\"},{\"id\":\"_a\"},"
            + "{\"id\":\"a\",\"atts_since\":3}]}";
    String expected =
        "200 {\"results\":[\r\n"
            + "{\"id\":\"a\",\"docs\":[{\"ok\":{\"_id\":\"a\",\"_rev\":\"1-x\",\"n\":1}}]},\r\n"
            + "{\"id\":\"a\",\"docs\":[{\"ok\":{\"_id\":\"a\",\"_rev\":\"1-y\"}},"
            + "{\"ok\":{\"_id\":\"a\",\"_rev\":\"1-x\",\"n\":1}}]},\r\n"
            + row("\"a\"", "\"9-z\"", "not_found", "missing")
            + ",\r\n"
            + row("\"none\"", "\"undefined\"", "not_found", "missing")
            + ",\r\n"
            + row("null", "null", "bad_request", "document id missed")
            + ",\r\n"
            + row("null", "null", "bad_request", "document must be a JSON object")
            + ",\r\n"
            + row("\"a\"", "\"x\"", "bad_request", "Invalid rev format")
            + ",\r\n"
            + row(
                "\"_a\"",
                "null",
                "illegal_docid",
                "Only reserved document ids may start with underscore.")
            + ",\r\n"
            + row("\"a\"", "3", "bad_request", "att_since value must be array of revs.")
            + "\r\n]}";
    assertEquals(expected, server.post("/db/_bulk_get", docs).toString());
  }

  private static String row(String id, String rev, String error, String reason) {
    return "{\"id\":"
        + id
        + ",\"docs\":[{\"error\":{\"id\":"
        + id
        + ",\"rev\":"
        + rev
        + ",\"error\":\""
        + error
        + "\",\"reason\":\""
        + reason
        + "\"}}]}";
  }

  @Test
  void bulkReadsCarryHistoryLatestAndAttachments() {
    bulk(
        "{\"new_edits\":false,\"docs\":[{\"_id\":\"a\","
            + "\"_revisions\":{\"start\":2,\"ids\":[\"y\",\"x\"]},"
            + "\"_attachments\":{\"t\":{\"revpos\":2,\"data\":\"aGk=\"}}}]}");
    String docs = "{\"docs\":[{\"id\":\"a\",\"rev\":\"1-x\"}]}";
    String answer =
        server.post("/db/_bulk_get?revs=true&latest=true&attachments=true", docs).body();
    assertTrue(answer.contains("\"_revisions\":{\"start\":2,\"ids\":[\"y\",\"x\"]}"), answer);
    assertTrue(answer.contains("\"data\":\"aGk=\""), answer);
    String since =
        server
            .post(
                "/db/_bulk_get",
                "{\"docs\":[{\"id\":\"a\",\"rev\":\"2-y\",\"atts_since\":[\"1-x\"]},"
                    + "{\"id\":\"a\",\"rev\":\"2-y\",\"atts_since\":[\"2-y\"]}]}")
            .body();
    assertTrue(since.contains("\"data\":\"aGk=\"") && since.contains("\"stub\":true"), since);
    assertTrue(!since.contains("_revisions"), since);
  }

  @Test
  void moreThanTheStoreReadsAtOnceIsReadInPieces() {
    restart(
        new OpenServer(
            ServerOptions.DEFAULTS, Optional.empty(), KvOptions.DEFAULTS.withMaxBulkBytes(2_500)));
    StringBuilder docs = new StringBuilder();
    for (int i = 0; i < 250; i++) {
      String text = "{\"t\":\"" + "x".repeat(1_000) + "\"}";
      String rev = server.put("/db/d" + i, text).rev();
      docs.append(i == 0 ? "" : ",");
      docs.append("{\"id\":\"d" + i + '"' + (i % 10 == 3 ? "}" : ",\"rev\":\"" + rev + "\"}"));
    }
    Answer answer = server.post("/db/_bulk_get", "{\"docs\":[7," + docs + "]}");
    assertEquals(200, answer.status());
    Matcher ids = Pattern.compile("\"_id\":\"d(\\d+)\"").matcher(answer.body());
    assertEquals(
        IntStream.range(0, 250).boxed().toList(),
        ids.results().map(found -> Integer.valueOf(found.group(1))).toList());
    assertTrue(answer.body().contains("document must be a JSON object"), answer.body());
  }

  @Test
  void bulkReadsMustHaveTheirForm() {
    assertEquals(
        badRequest("Missing JSON list of 'docs'."), server.post("/db/_bulk_get", "{}").toString());
    assertEquals(
        badRequest("\\\"rev\\\" query parameter is not acceptable"),
        server.post("/db/_bulk_get?rev=1-x", "{\"docs\":[]}").toString());
    assertEquals(MALFORMED, server.post("/db/_bulk_get", "{\"docs\":[{]}").toString());
    assertEquals(
        "200 {\"results\":[\r\n]}", server.post("/db/_bulk_get", "{\"docs\":[]}").toString());
  }

  @Test
  void differencesAreWhatIsMissing() {
    bulk(
        "{\"new_edits\":false,\"docs\":[{\"_id\":\"a\","
            + "\"_revisions\":{\"start\":2,\"ids\":[\"y\",\"x\"]}}]}");
    String asked = "{\"a\":[\"2-y\",\"3-z\"],\"b\":[\"1-q\"],\"c\":[]}";
    assertEquals(
        "200 {\"a\":{\"missing\":[\"3-z\"],\"possible_ancestors\":[\"2-y\"]},"
            + "\"b\":{\"missing\":[\"1-q\"]}}",
        server.post("/db/_revs_diff", asked).toString());
    assertEquals(
        "200 {\"missing_revs\":{\"a\":[\"3-z\"],\"b\":[\"1-q\"]}}",
        server.post("/db/_missing_revs", asked).toString());
    assertEquals(
        badRequest("Invalid rev format"),
        server.post("/db/_revs_diff", "{\"a\":[\"x\"]}").toString());
    assertEquals(
        badRequest("Invalid list of revisions"),
        server.post("/db/_revs_diff", "{\"a\":1}").toString());
    assertEquals(400, server.post("/db/_revs_diff", "{\"\":[]}").status());
    assertEquals(
        badRequest("Request body must be a JSON object"),
        server.post("/db/_revs_diff", "1").toString());
    assertEquals(MALFORMED, server.post("/db/_revs_diff", "{\"a\":[").toString());
  }

  @Test
  void purgesForget() {
    bulk("{\"new_edits\":false,\"docs\":[{\"_id\":\"a\",\"_rev\":\"1-x\"}]}");
    assertEquals(
        "201 {\"purge_seq\":null,\"purged\":{\"a\":[\"1-x\"],\"b\":[]}}",
        server.post("/db/_purge", "{\"a\":[\"1-x\"],\"b\":[\"1-q\"]}").toString());
    assertEquals(404, server.get("/db/a").status());
    assertEquals(
        "200 {\"purged_infos\":[{\"id\":\"a\",\"revs\":[\"1-x\"]}]}",
        server.get("/db/_purged_infos").toString());
    StringBuilder many = new StringBuilder("{\"x\":[]");
    for (int i = 0; i < 100; i++) {
      many.append(",\"").append(i).append("\":[]");
    }
    assertEquals(
        badRequest("Exceeded maximum number of documents."),
        server.post("/db/_purge", many.append('}').toString()).toString());
    assertEquals(400, server.post("/db/_purge", "{\"a\":[1]}").status());
  }
}
