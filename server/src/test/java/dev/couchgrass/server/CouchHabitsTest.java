package dev.couchgrass.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.testing.Answer;
import dev.couchgrass.server.testing.RawClient;
import dev.couchgrass.server.testing.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients have come to lean on in CouchDB, beyond what its documentation promises. */
class CouchHabitsTest {
  private static final String JSON = "application/json";

  private final RunningServer server = new RunningServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer send(String method, String path, String body, String... headers) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = JSON;
    return server.send(method, path, body.getBytes(StandardCharsets.UTF_8), all);
  }

  private Answer get(String path, String... headers) {
    return server.get(path, headers);
  }

  private String put(String path, String body) {
    Answer answer = send("PUT", path, body);
    assertEquals(201, answer.status(), answer.text());
    return answer.json().getString("rev");
  }

  private static void refused(Answer answer, int status, String error) {
    assertEquals(status, answer.status(), answer.text());
    assertEquals(error, answer.json().getString("error"));
  }

  @Test
  void aSlashAfterADatabasesNameChangesNothing() {
    assertEquals(201, send("PUT", "/made/", "").status());
    assertEquals(200, get("/made/").status());
    assertEquals(201, send("POST", "/made/", "{\"_id\":\"a\"}").status());
    refused(send("PUT", "/made/", ""), 412, "file_exists");
    assertEquals(200, send("DELETE", "/made/", "").status());
    refused(get("/made/"), 404, "not_found");
  }

  @Test
  void aDatabasesNameMayHoldASlash() {
    assertEquals(201, send("PUT", "/a%2Fb", "").status());
    assertEquals("a/b", get("/a%2Fb").json().getString("db_name"));
    put("/a%2Fb/x%2Fy", "{}");
    assertEquals("x/y", get("/a%2fb/x%2fy").json().getString("_id"));
    assertTrue(get("/_all_dbs").text().contains("\"a/b\""));
    refused(send("PUT", "/A", ""), 400, "illegal_database_name");
  }

  @Test
  void keysAreFoundByGet() {
    put("/db/a", "{}");
    put("/db/b", "{}");
    Answer one = get("/db/_all_docs?key=%22a%22");
    assertEquals(1, one.json().getJsonArray("rows").size());
    assertEquals(2, one.json().getInteger("total_rows"));
    Answer some = get("/db/_all_docs?keys=%5B%22b%22,%22none%22,%22a%22%5D");
    assertEquals(3, some.json().getJsonArray("rows").size());
    assertEquals("b", some.json().getJsonArray("rows").getJsonObject(0).getString("id"));
    assertEquals("not_found", some.json().getJsonArray("rows").getJsonObject(1).getString("error"));
    Answer from = get("/db/_all_docs?startkey=%22b%22&update_seq=true&limit=0");
    assertEquals(0, from.json().getJsonArray("rows").size());
    assertTrue(from.json().containsKey("update_seq"));
    assertEquals(1, get("/db/_all_docs?skip=1").json().getInteger("offset"));
  }

  @Test
  void changesArePostedWithoutABody() {
    put("/db/a", "{}");
    Answer answer = send("POST", "/db/_changes", "");
    assertEquals(1, answer.json().getJsonArray("results").size(), answer.text());
    Object last = answer.json().getValue("last_seq");
    String since = java.net.URLEncoder.encode(last.toString(), StandardCharsets.UTF_8);
    Answer none = get("/db/_changes?since=" + since);
    assertEquals(0, none.json().getJsonArray("results").size());
    assertEquals(0, get("/db/_changes?since=now").json().getJsonArray("results").size());
    assertEquals(400, get("/db/_changes?since=nonsense").status());
    // As CouchDB documents it: a limit of 0 is one of 1.
    assertEquals(1, get("/db/_changes?limit=0").json().getJsonArray("results").size());
  }

  @Test
  void everythingThatCanBeGotCanBeAskedFor() {
    String rev = put("/db/a", "{}");
    put("/db/a/att?rev=" + rev, "text");
    put("/db/_local/c", "{}");
    put("/db/_design/d", "{}");
    List<String> paths =
        List.of(
            "/",
            "/_up",
            "/_all_dbs",
            "/_uuids",
            "/_session",
            "/_utils/",
            "/db",
            "/db/a",
            "/db/a/att",
            "/db/_local/c",
            "/db/_design/d",
            "/db/_all_docs",
            "/db/_changes",
            "/db/_security",
            "/db/_revs_limit",
            "/_active_tasks",
            "/db/a?open_revs=all");
    for (String path : paths) {
      Answer head = server.send("HEAD", path, new byte[0]);
      assertEquals(200, head.status(), path);
      assertEquals(0, head.body().length(), path);
      assertEquals(10, head.header("X-Couch-Request-ID").orElseThrow().length(), path);
    }
    assertEquals(404, server.send("HEAD", "/db/none", new byte[0]).status());
    assertEquals(404, server.send("HEAD", "/none", new byte[0]).status());
  }

  @Test
  void aKnownStateIsNotSentAgain() {
    put("/db/a", "{}");
    String tag = get("/db/a").header("ETag").orElseThrow();
    for (String known : List.of(tag, "\"1-x\", " + tag, "W/" + tag, "\"1-x\"," + tag)) {
      assertEquals(304, get("/db/a", "If-None-Match", known).status(), known);
    }
    assertEquals(200, get("/db/a", "If-None-Match", "\"1-x\"").status());
    assertEquals(200, get("/db/a", "If-None-Match", tag.substring(0, 8)).status());
  }

  @Test
  void aBrowserGetsText() {
    String browser = "text/html,application/xhtml+xml";
    assertTrue(
        get("/", "Accept", browser).header("Content-Type").orElseThrow().startsWith("text/"));
    assertEquals(JSON, get("/", "Accept", "*/*").header("Content-Type").orElseThrow());
  }

  @Test
  void writesThatKnowNothingOfWhatIsThereConflict() {
    String first = put("/db/a", "{}");
    put("/db/a?rev=" + first, "{\"x\":1}");
    refused(send("DELETE", "/db/a", ""), 409, "conflict");
    refused(send("DELETE", "/db/a?rev=" + first, ""), 409, "conflict");
    refused(send("PUT", "/db/a?rev=" + first, "{}"), 409, "conflict");
    refused(send("PUT", "/db/a", "{}"), 409, "conflict");
    put("/db/b", "{}");
    refused(send("COPY", "/db/a", "", "Destination", "b"), 409, "conflict");
    assertEquals(202, send("POST", "/db?batch=ok", "{\"_id\":\"z\"}").status());
    Answer malformed = get("/db/a?rev=nonsense");
    refused(malformed, 400, "bad_request");
    assertEquals("Invalid rev format", malformed.json().getString("reason"));
  }

  @Test
  void idsAreWhatTheyAreSentAs() {
    List<String> ids =
        List.of(
            "a\nb",
            "a\u0000b",
            "é",
            "e\u0301",
            "\uD83D\uDE00",
            "x".repeat(5_000),
            " ",
            "+",
            "a?b#c",
            "%2F");
    for (String id : ids) {
      String path =
          "/db/" + java.net.URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
      path = path.length() > 7_000 ? "/db/" + id : path;
      put(path, "{}");
      assertEquals(id, get(path).json().getString("_id"));
    }
    assertEquals(ids.size(), get("/db").json().getInteger("doc_count"));
  }

  @Test
  void checkpointsOfPouchHaveSlashesInTheirIds() {
    for (String path : List.of("/db/_local/aB+c%2Fd==", "/db/_local%2FaB+c%2Fd==")) {
      send("PUT", path, "{\"last_seq\":1}");
      assertEquals("_local/aB+c/d==", get(path).json().getString("_id"), path);
    }
    put("/db/_design/x", "{}");
    assertEquals("_design/x", get("/db/_design%2Fx").json().getString("_id"));
  }

  @Test
  void localDocumentsComeInBulkToo() {
    String docs =
        "{\"docs\":[{\"_id\":\"a\"},{\"_id\":\"_local/x\",\"n\":1},{\"_id\":\"b\"},"
            + "{\"_id\":\"_local/y\",\"_rev\":\"0-4\"}]%s}";
    Answer answer = send("POST", "/db/_bulk_docs", docs.formatted(""));
    assertEquals(201, answer.status(), answer.text());
    var rows = new io.vertx.core.json.JsonArray(answer.body());
    assertEquals("a", rows.getJsonObject(0).getString("id"));
    assertEquals("_local/x", rows.getJsonObject(1).getString("id"));
    assertEquals("0-1", rows.getJsonObject(1).getString("rev"));
    assertEquals("b", rows.getJsonObject(2).getString("id"));
    assertEquals("0-5", rows.getJsonObject(3).getString("rev"));
    assertEquals(1, get("/db/_local/x").json().getInteger("n"));
    String local = "{\"docs\":[{\"_id\":\"_local/z\",\"n\":2}],\"new_edits\":false}";
    assertEquals("[]", send("POST", "/db/_bulk_docs", local).text().strip());
    assertEquals(2, get("/db/_local/z").json().getInteger("n"));
    assertEquals(2, get("/db").json().getInteger("doc_count"));
    String bad = "{\"docs\":[{\"_id\":\"c\"},{\"_id\":\"_local/x\",\"_rev\":\"1-a\"}]}";
    refused(send("POST", "/db/_bulk_docs", bad), 400, "bad_request");
    assertEquals(404, get("/db/c").status(), "nothing of a bad request is written");
    Answer posted = send("POST", "/db", "{\"_id\":\"_local/p\"}");
    assertEquals("0-1", posted.json().getString("rev"), posted.text());
  }

  @Test
  void badSettingsAreRefused() {
    for (String limit : List.of("0", "-1", "1.5", "\"5\"", "null", "{}", "99999999999999999999")) {
      refused(send("PUT", "/db/_revs_limit", limit), 400, "bad_request");
    }
    assertEquals("1000", get("/db/_revs_limit").text().strip());
    for (String security : List.of("[]", "1", "{\"members\":[]}", "{\"admins\":{\"names\":1}}")) {
      assertEquals(400, send("PUT", "/db/_security", security).status(), security);
    }
    assertEquals(200, send("PUT", "/db/_security", "{\"own\":{\"x\":1}}").status());
    assertEquals(1, get("/db/_security").json().getJsonObject("own").getInteger("x"));
  }

  @Test
  void theServerSaysThatItIsACouch() {
    assertTrue(get("/").header("Server").orElseThrow().startsWith("CouchDB/3.5.0 (Couchgrass/"));
  }

  @Test
  void aFeedEndsInOrderWithItsDatabase() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.get("/db/_changes?feed=continuous&heartbeat=50");
      client.until("\n\r\n");
      assertEquals(200, send("DELETE", "/db", "").status());
      assertTrue(client.until("0\r\n\r\n").endsWith("0\r\n\r\n"));
    }
  }

  @Test
  void answersComeInTheOrderOfPipelinedRequests() throws IOException {
    for (int i = 0; i < 20; i++) {
      put("/db/d" + i, "{}");
    }
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      requests.append("GET /db/d").append(i).append(" HTTP/1.1\r\nHost: a\r\n");
      requests.append(i == 19 ? "Connection: close\r\n\r\n" : "\r\n");
    }
    try (RawClient client = new RawClient(server.port())) {
      String answers = client.send(requests.toString()).until("never");
      int at = 0;
      for (int i = 0; i < 20; i++) {
        at = answers.indexOf("\"_id\":\"d" + i + "\"", at);
        assertTrue(at > 0, answers);
      }
    }
  }

  @Test
  void clientsOfHttp10AreServed() throws IOException {
    put("/db/a", "{}");
    for (String path : List.of("/db/a", "/db/_all_docs", "/db/_changes")) {
      try (RawClient client = new RawClient(server.port())) {
        String answer = client.send("GET " + path + " HTTP/1.0\r\n\r\n").until("never");
        assertTrue(answer.matches("(?s)HTTP/1.[01] 200 .*"), answer);
        assertFalse(answer.toLowerCase(java.util.Locale.ROOT).contains("chunked"), answer);
        assertTrue(answer.endsWith("}\n"), answer);
      }
    }
  }

  @Test
  void aConnectionEndsWhereTheClientSaysSo() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      String request = "GET /db/_all_docs HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      assertTrue(client.send(request).until("never").endsWith("0\r\n\r\n"));
    }
  }
}
