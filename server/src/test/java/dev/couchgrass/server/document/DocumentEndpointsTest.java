package dev.couchgrass.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.document.OpenServer.Answer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentEndpointsTest {
  private static final String MISSING = "404 {\"error\":\"not_found\",\"reason\":\"missing\"}";
  private static final String DELETED = "404 {\"error\":\"not_found\",\"reason\":\"deleted\"}";
  private static final String CONFLICT =
      "409 {\"error\":\"conflict\",\"reason\":\"Document update conflict.\"}";
  private static final String MALFORMED =
      "400 {\"error\":\"bad_request\",\"reason\":\"invalid UTF-8 JSON\"}";
  private static final String BAD_REV =
      "400 {\"error\":\"bad_request\",\"reason\":\"Invalid rev format\"}";

  private final OpenServer server = new OpenServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private String put(String id, String body) {
    Answer answer = server.put("/db/" + id, body);
    assertEquals(201, answer.status(), answer.body());
    return answer.rev();
  }

  @Test
  void aDocumentIsPutAndRead() {
    Answer put = server.put("/db/a%2Fb", "{\"x\": 1.0}");
    // CouchDB 3.5 gives this document this revision.
    assertEquals("201 {\"ok\":true,\"id\":\"a/b\",\"rev\":\"" + put.rev() + "\"}", put.toString());
    assertEquals(Optional.of('"' + put.rev() + '"'), put.header("ETag"));
    assertEquals(
        Optional.of("http://127.0.0.1:" + server.port() + "/db/a%2Fb"), put.header("Location"));
    Answer get = server.get("/db/a%2Fb");
    assertEquals("200 {\"_id\":\"a/b\",\"_rev\":\"" + put.rev() + "\",\"x\":1.0}", get.toString());
    assertEquals(put.header("ETag"), get.header("ETag"));
  }

  @Test
  void aKnownTagSparesTheBody() {
    String rev = put("a", "{}");
    Answer answer = server.get("/db/a", "If-None-Match", '"' + rev + '"');
    assertEquals("304 ", answer.toString());
    assertEquals(200, server.get("/db/a", "If-None-Match", "\"1-x\"").status());
    assertEquals(200, server.send("HEAD", "/db/a", "").status());
    assertEquals("404 ", server.send("HEAD", "/db/b", "").toString());
  }

  @Test
  void whatIsNotThereIsMissingOrDeleted() {
    assertEquals(MISSING, server.get("/db/a").toString());
    String rev = put("a", "{}");
    Answer deleted = server.delete("/db/a?rev=" + rev);
    assertEquals(200, deleted.status());
    assertEquals(DELETED, server.get("/db/a").toString());
    assertEquals(MISSING, server.get("/db/a?rev=7-x").toString());
    assertEquals(
        "200 {\"_id\":\"a\",\"_rev\":\"" + deleted.rev() + "\",\"_deleted\":true}",
        server.get("/db/a?rev=" + deleted.rev()).toString());
    assertEquals(DELETED, server.delete("/db/a?rev=" + deleted.rev()).toString());
    assertEquals(MISSING, server.delete("/db/b?rev=1-x").toString());
    assertEquals(
        "404 {\"error\":\"not_found\",\"reason\":\"Database does not exist.\"}",
        server.get("/none/a").toString());
  }

  @Test
  void revisionsComeFromBodyQueryOrHeaderAndMustAgree() {
    String first = put("a", "{}");
    assertEquals(CONFLICT, server.put("/db/a", "{}").toString());
    assertEquals(CONFLICT, server.delete("/db/a").toString());
    String second = server.put("/db/a?rev=" + first, "{}").rev();
    String third = server.put("/db/a", "{}", "If-Match", '"' + second + '"').rev();
    assertEquals(CONFLICT, server.put("/db/a?rev=" + first, "{}").toString());
    assertEquals(
        "400 {\"error\":\"bad_request\",\"reason\":"
            + "\"Document rev from request body and query string have different values\"}",
        server.put("/db/a?rev=" + first, "{\"_rev\":\"" + third + "\"}").toString());
    assertEquals(
        "400 {\"error\":\"bad_request\",\"reason\":"
            + "\"Document rev and etag have different values\"}",
        server.put("/db/a?rev=" + first, "{}", "If-Match", third).toString());
    assertEquals(
        200, server.put("/db/a", "{\"_rev\":\"" + third + "\",\"_deleted\":true}").status());
  }

  @Test
  void theUrlNamesTheDocumentWhateverItSaysOfItself() {
    assertTrue(server.put("/db/a", "{\"_id\":\"b\"}").body().contains("\"id\":\"a\""));
    assertEquals(MISSING, server.get("/db/b").toString());
  }

  @Test
  void foreignRevisionsAreGrafted() {
    String body = "{\"_revisions\":{\"start\":2,\"ids\":[\"bb\",\"aa\"]},\"x\":1}";
    assertEquals(
        "201 {\"ok\":true,\"id\":\"a\",\"rev\":\"2-bb\"}",
        server.put("/db/a?new_edits=false", body).toString());
    server.put("/db/a?new_edits=false", "{\"_rev\":\"2-cc\"}");
    assertEquals(
        "400 {\"error\":\"bad_request\",\"reason\":\"When `new_edits: false`, the document needs"
            + " `_rev` or `_revisions` specified\"}",
        server.put("/db/a?new_edits=false", "{}").toString());
    assertEquals(
        "200 {\"_id\":\"a\",\"_rev\":\"2-cc\",\"_revisions\":{\"start\":2,\"ids\":[\"cc\"]},"
            + "\"_revs_info\":[{\"rev\":\"2-cc\",\"status\":\"available\"}],"
            + "\"_conflicts\":[\"2-bb\"]}",
        server.get("/db/a?meta=true&revs=true").toString());
    assertEquals(Optional.empty(), server.get("/db/a?conflicts=true").header("ETag"));
    assertEquals(
        "200 [{\"ok\":{\"_id\":\"a\",\"_rev\":\"2-cc\"}},"
            + "{\"ok\":{\"_id\":\"a\",\"_rev\":\"2-bb\",\"x\":1}}]",
        server.get("/db/a?open_revs=all", "Accept", "application/json").toString());
    assertEquals(
        "200 [{\"ok\":{\"_id\":\"a\",\"_rev\":\"2-bb\",\"x\":1}},{\"missing\":\"9-z\"}]",
        server
            .get("/db/a?open_revs=%5B%222-bb%22,%229-z%22%5D", "Accept", "application/json")
            .toString());
    assertEquals(
        MISSING, server.get("/db/none?open_revs=all", "Accept", "application/json").toString());
    assertEquals(
        "200 {\"_id\":\"a\",\"_rev\":\"2-bb\",\"x\":1}",
        server.get("/db/a?rev=1-aa&latest=true").toString());
  }

  @Test
  void attachmentsAreInlineStubsAndKept() {
    String rev =
        put("a", "{\"_attachments\":{\"t\":{\"content_type\":\"text/plain\",\"data\":\"aGk=\"}}}");
    String stub = server.get("/db/a").body();
    assertTrue(stub.contains("\"length\":2,\"stub\":true}}}"), stub);
    String inline = server.get("/db/a?attachments=true", "Accept", "application/json").body();
    assertTrue(inline.contains("\"data\":\"aGk=\"}}}"), inline);
    String encoded = server.get("/db/a?att_encoding_info=true").body();
    assertTrue(encoded.contains("\"encoding\":\"gzip\",\"encoded_length\":"), encoded);
    String kept =
        put(
            "a",
            "{\"_rev\":\"" + rev + "\",\"_attachments\":{\"t\":{\"stub\":true,\"revpos\":1}}}");
    String since = "/db/a?atts_since=%5B%22" + rev + "%22%5D";
    assertTrue(server.get(since, "Accept", "application/json").body().contains("\"stub\":true"));
    assertTrue(
        server
            .get("/db/a?atts_since=%5B%5D", "Accept", "application/json")
            .body()
            .contains("\"data\":\"aGk=\""));
    Answer missing =
        server.put("/db/a", "{\"_rev\":\"" + kept + "\",\"_attachments\":{\"u\":{\"stub\":true}}}");
    assertEquals(412, missing.status(), missing.body());
    assertTrue(missing.body().contains("\"missing_stub\""));
    assertEquals(
        400, server.put("/db/b", "{\"_attachments\":{\"u\":{\"follows\":true}}}").status());
    assertEquals(400, server.put("/db/b", "{\"_attachments\":{\"u\":{\"data\":\"?\"}}}").status());
  }

  @Test
  void copiesTakeAttachmentsAlong() {
    String rev = put("a", "{\"x\":1,\"_attachments\":{\"t\":{\"data\":\"aGk=\"}}}");
    Answer copy = server.send("COPY", "/db/a", "", "Destination", "b%2Fc");
    assertEquals(201, copy.status(), copy.body());
    assertTrue(copy.body().contains("\"id\":\"b/c\""));
    assertTrue(
        server
            .get("/db/b%2Fc?attachments=true", "Accept", "application/json")
            .body()
            .contains("\"data\":\"aGk=\""));
    assertEquals(CONFLICT, server.send("COPY", "/db/a", "", "Destination", "b%2Fc").toString());
    String over = "b%2Fc?rev=" + copy.rev();
    assertEquals(201, server.send("COPY", "/db/a?rev=" + rev, "", "Destination", over).status());
    assertEquals(400, server.send("COPY", "/db/a", "").status());
    assertEquals(400, server.send("COPY", "/db/a", "", "Destination", "http://x/db/b").status());
    assertEquals(400, server.send("COPY", "/db/a", "", "Destination", "b?rev=x").status());
    assertEquals(MISSING, server.send("COPY", "/db/z", "", "Destination", "y").toString());
  }

  @Test
  void batchesAreAcceptedAtOnce() {
    assertEquals("202 {\"ok\":true,\"id\":\"a\"}", server.put("/db/a?batch=ok", "{}").toString());
    assertEquals(MALFORMED, server.put("/db/a?batch=ok", "{").toString());
  }

  @Test
  void designDocumentsAreDocuments() {
    String rev = put("_design/d", "{\"views\":{}}");
    assertEquals(
        "200 {\"_id\":\"_design/d\",\"_rev\":\"" + rev + "\",\"views\":{}}",
        server.get("/db/_design/d").toString());
    assertEquals(200, server.get("/db/_design%2Fd").status());
    Answer refused = server.put("/db/_design/v", "{\"validate_doc_update\":\"f\"}");
    assertEquals(501, refused.status(), refused.body());
    assertTrue(refused.body().contains("\"not_implemented\""));
    assertEquals(
        201,
        server
            .put(
                "/db/_design/v?new_edits=false", "{\"_rev\":\"1-a\",\"validate_doc_update\":\"f\"}")
            .status());
    assertEquals(200, server.delete("/db/_design/d?rev=" + rev).status());
  }

  @Test
  void malformedDesignDocumentsAreRefusedHoweverTheyCome() {
    String refusal =
        "\"error\":\"invalid_design_doc\",\"reason\":\"`views` field must have object type\"}";
    String malformed = "{\"_rev\":\"1-a\",\"views\":1}";
    assertEquals("400 {" + refusal, server.put("/db/_design/d", "{\"views\":1}").toString());
    assertEquals(
        "400 {" + refusal, server.put("/db/_design/d?new_edits=false", malformed).toString());
    Answer bulk =
        server.post("/db/_bulk_docs", "{\"docs\":[{\"_id\":\"_design/d\",\"views\":1},{}]}");
    assertEquals(201, bulk.status());
    assertTrue(bulk.body().startsWith("[{\"id\":\"_design/d\"," + refusal), bulk.body());
    assertEquals(404, server.get("/db/_design/d").status());
    assertEquals(201, server.put("/db/d", "{\"views\":1}").status());
  }

  @Test
  void localDocumentsCountTheirRevisions() {
    assertEquals(MISSING, server.get("/db/_local/c").toString());
    Answer first = server.put("/db/_local/c", "{\"seq\":1}");
    assertEquals("201 {\"ok\":true,\"id\":\"_local/c\",\"rev\":\"0-1\"}", first.toString());
    assertEquals(
        "201 {\"ok\":true,\"id\":\"_local/c\",\"rev\":\"0-2\"}",
        server.put("/db/_local/c", "{\"_rev\":\"0-1\",\"seq\":2}").toString());
    assertEquals(
        "200 {\"_id\":\"_local/c\",\"_rev\":\"0-2\",\"seq\":2}",
        server.get("/db/_local/c").toString());
    assertEquals(BAD_REV, server.put("/db/_local/c", "{\"_rev\":\"1-a\"}").toString());
    assertEquals(BAD_REV, server.put("/db/_local/c?rev=0-x", "{}").toString());
    assertEquals(
        "200 {\"ok\":true,\"id\":\"_local/c\",\"rev\":\"0-0\"}",
        server.delete("/db/_local/c?rev=0-2").toString());
    assertEquals(MISSING, server.delete("/db/_local/c?rev=0-2").toString());
  }

  @Test
  void badInputIsRefusedInCouchsWords() {
    assertEquals(MALFORMED, server.put("/db/a", "{\"x\":").toString());
    assertEquals(MALFORMED, server.put("/db/a", "{} {}").toString());
    assertEquals(MALFORMED, server.put("/db/a", "").toString());
    assertEquals(400, server.put("/db/a", "[]").status());
    assertEquals(
        "400 {\"error\":\"doc_validation\",\"reason\":\"Bad special document member: _x\"}",
        server.put("/db/a", "{\"_x\":1}").toString());
    assertEquals(
        "400 {\"error\":\"illegal_docid\",\"reason\":"
            + "\"Only reserved document ids may start with underscore.\"}",
        server.put("/db/_x", "{}").toString());
    for (String rev : new String[] {"x", "1", "1-", "-a", "0-a", "1-zz%00" + "z".repeat(300)}) {
      assertEquals(BAD_REV, server.put("/db/a?rev=" + rev, "{}").toString(), rev);
      assertEquals(BAD_REV, server.get("/db/a?rev=" + rev).toString(), rev);
    }
    assertEquals(BAD_REV, server.put("/db/a", "{\"_rev\":1}").toString());
    assertEquals(BAD_REV, server.get("/db/a?open_revs=%5B1%5D").toString());
    assertEquals(
        "400 {\"error\":\"bad_request\",\"reason\":\"Invalid list of revisions\"}",
        server.get("/db/a?open_revs=%7B%7D").toString());
    assertEquals(MALFORMED, server.get("/db/a?open_revs=x").toString());
    String deep = "{\"a\":" + "[".repeat(1_500) + "]".repeat(1_500) + "}";
    assertEquals(413, server.put("/db/a", deep).status());
    assertEquals(
        400, server.put("/db/a?new_edits=false", "{\"_revisions\":{\"start\":1}}").status());
    assertEquals(MISSING, server.get("/db/a").toString());
  }

  @Test
  void formsAreNotTakenYet() {
    assertEquals(415, server.post("/db/a", "{}").status());
    assertEquals(
        501, server.post("/db/a", "x", "Content-Type", "multipart/form-data; boundary=x").status());
  }
}
