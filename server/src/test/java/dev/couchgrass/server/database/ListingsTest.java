package dev.couchgrass.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.document.OpenServer;
import dev.couchgrass.server.document.OpenServer.Answer;
import dev.couchgrass.server.options.Limits;
import dev.couchgrass.server.options.ServerOptions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListingsTest {
  private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]*)\"");

  private final OpenServer server =
      new OpenServer(
          ServerOptions.DEFAULTS.withLimits(Limits.DEFAULTS.withKeys(3)), Optional.empty());

  @BeforeEach
  void fill() {
    server.post(
        "/db/_bulk_docs",
        "{\"new_edits\":false,\"docs\":[{\"_id\":\"a\",\"_rev\":\"1-a\",\"n\":1},"
            + "{\"_id\":\"b\",\"_rev\":\"1-b\"},{\"_id\":\"b\",\"_rev\":\"1-a\"},"
            + "{\"_id\":\"c\",\"_rev\":\"1-c\",\"_attachments\":{\"t\":{\"data\":\"aGk=\"}}},"
            + "{\"_id\":\"d\",\"_rev\":\"1-d\",\"_deleted\":true},"
            + "{\"_id\":\"_design/x\",\"_rev\":\"1-x\"}]}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The keys of the rows, without quotes or separators. */
  private static String keys(Answer answer) {
    assertEquals(200, answer.status(), answer.body());
    StringBuilder keys = new StringBuilder();
    Matcher matcher = KEY.matcher(answer.body());
    while (matcher.find()) {
      keys.append(matcher.group(1)).append(' ');
    }
    return keys.toString().trim();
  }

  private String list(String query) {
    return keys(server.get("/db/_all_docs?" + query.replace("\"", "%22")));
  }

  @Test
  void allDocumentsInOrder() {
    assertEquals(
        "200 {\"total_rows\":4,\"offset\":0,\"rows\":[\r\n"
            + "{\"id\":\"_design/x\",\"key\":\"_design/x\",\"value\":{\"rev\":\"1-x\"}},\r\n"
            + "{\"id\":\"a\",\"key\":\"a\",\"value\":{\"rev\":\"1-a\"}},\r\n"
            + "{\"id\":\"b\",\"key\":\"b\",\"value\":{\"rev\":\"1-b\"}},\r\n"
            + "{\"id\":\"c\",\"key\":\"c\",\"value\":{\"rev\":\"1-c\"}}\r\n]}",
        server.get("/db/_all_docs").toString());
  }

  @Test
  void ranges() {
    assertEquals("a b c", list("startkey=\"a\""));
    assertEquals("a b", list("start_key=\"a\"&end_key=\"b\""));
    assertEquals("a", list("startkey=\"a\"&endkey=\"b\"&inclusive_end=false"));
    assertEquals("c b", list("descending=true&limit=2"));
    assertEquals("b a", list("descending=true&startkey=\"b\"&endkey=\"a\""));
    assertEquals("b", list("startkey=\"a\"&skip=1&limit=1"));
    assertEquals("b", list("key=\"b\""));
    assertEquals("", list("limit=0"));
    assertEquals("", list("startkey=\"c\"&endkey=\"a\""));
  }

  @Test
  void keysThatAreNoTextLieBeforeAllIds() {
    assertEquals("_design/x a b c", list("startkey=1"));
    assertEquals("_design/x a b c", list("startkey=null"));
    assertEquals("", list("endkey=%5B%5D"));
    assertEquals("", list("key=7"));
    assertEquals("", list("descending=true&startkey=1"));
    assertEquals("c b a _design/x", list("descending=true&endkey=1"));
  }

  @Test
  void givenKeysHaveARowEach() {
    String expected =
        "200 {\"total_rows\":4,\"offset\":null,\"rows\":[\r\n"
            + "{\"id\":\"b\",\"key\":\"b\",\"value\":{\"rev\":\"1-b\"},"
            + "\"doc\":{\"_id\":\"b\",\"_rev\":\"1-b\",\"_conflicts\":[\"1-a\"]}},\r\n"
            + "{\"key\":\"z\",\"error\":\"not_found\"},\r\n"
            + "{\"id\":\"d\",\"key\":\"d\",\"value\":{\"rev\":\"1-d\",\"deleted\":true},"
            + "\"doc\":null}\r\n]}";
    String query = "?include_docs=true&conflicts=true";
    assertEquals(
        expected,
        server.post("/db/_all_docs" + query, "{\"keys\":[\"b\",\"z\",\"d\"]}").toString());
    assertEquals(
        expected,
        server.get("/db/_all_docs" + query + "&keys=%5B%22b%22,%22z%22,%22d%22%5D").toString());
    assertEquals(
        "d z",
        keys(
            server.post(
                "/db/_all_docs",
                "{\"keys\":[\"b\",\"z\",\"d\"],\"descending\":true,\"limit\":2}")));
  }

  @Test
  void documentsAndTheirAttachments() {
    String stubs = server.get("/db/_all_docs?include_docs=true").body();
    assertTrue(stubs.contains("\"doc\":{\"_id\":\"a\",\"_rev\":\"1-a\",\"n\":1}}"), stubs);
    assertTrue(stubs.contains("\"stub\":true"), stubs);
    String inline = server.get("/db/_all_docs?include_docs=true&attachments=true").body();
    assertTrue(inline.contains("\"data\":\"aGk=\""), inline);
  }

  @Test
  void theMomentIsTold() {
    String body = server.get("/db/_all_docs?update_seq=true&limit=0").body();
    assertTrue(
        body.matches("(?s)\\{\"total_rows\":4,\"offset\":[0-9]+,\"update_seq\":\"[^\"]+\".*"),
        body);
  }

  @Test
  void designAndLocalDocumentsHaveListingsOfTheirOwn() {
    assertEquals("_design/x", keys(server.get("/db/_design_docs")));
    server.put("/db/_local/p", "{\"x\":1}");
    server.put("/db/_local/q", "{}");
    assertEquals(
        "200 {\"total_rows\":null,\"offset\":null,\"rows\":[\r\n"
            + "{\"id\":\"_local/p\",\"key\":\"_local/p\",\"value\":{\"rev\":\"0-1\"},"
            + "\"doc\":{\"_id\":\"_local/p\",\"_rev\":\"0-1\",\"x\":1}}\r\n]}",
        server.get("/db/_local_docs?include_docs=true&limit=1").toString());
    assertEquals("_local/q", keys(server.get("/db/_local_docs?startkey=%22_local/q%22")));
    assertEquals("_local/p _local/q", keys(server.get("/db/_local_docs?startkey=%22A%22")));
    assertEquals("", keys(server.get("/db/_local_docs?startkey=%22a%22")));
    assertEquals(
        "_local/q z _local/z",
        keys(server.post("/db/_local_docs", "{\"keys\":[\"_local/q\",\"z\",\"_local/z\"]}")));
  }

  @Test
  void severalQueriesInOneRequest() {
    assertEquals(
        "200 {\"results\":[\r\n{\"total_rows\":4,\"offset\":1,\"rows\":[\r\n"
            + "{\"id\":\"a\",\"key\":\"a\",\"value\":{\"rev\":\"1-a\"}}\r\n]},\r\n"
            + "{\"total_rows\":4,\"offset\":null,\"rows\":[\r\n"
            + "{\"key\":\"z\",\"error\":\"not_found\"}\r\n]}\r\n]}",
        server
            .post(
                "/db/_all_docs/queries",
                "{\"queries\":[{\"start_key\":\"a\",\"limit\":1},{\"keys\":[\"z\"]}]}")
            .toString());
    for (String bad :
        new String[] {
          "{}", "{\"queries\":1}", "{\"queries\":[1]}", "{\"queries\":[{\"limit\":-1}]}"
        }) {
      assertEquals(400, server.post("/db/_all_docs/queries", bad).status(), bad);
    }
  }

  @Test
  void badParametersAreRefused() {
    String word = "400 {\"error\":\"query_parse_error\",\"reason\":\"";
    assertEquals(
        word + "Invalid boolean parameter: \\\"x\\\"\"}",
        server.get("/db/_all_docs?descending=x").toString());
    assertEquals(
        word + "Invalid value for integer: \\\"x\\\"\"}",
        server.get("/db/_all_docs?limit=x").toString());
    assertEquals(
        word + "Invalid value for positive integer: \\\"-1\\\"\"}",
        server.get("/db/_all_docs?skip=-1").toString());
    assertEquals(
        word + "`keys` is incompatible with `key`, `start_key` and `end_key`\"}",
        server.post("/db/_all_docs?startkey=%22a%22", "{\"keys\":[\"a\"]}").toString());
    assertEquals(
        word + "`keys` must be an array of strings.\"}",
        server.post("/db/_all_docs", "{\"keys\":[1]}").toString());
    assertEquals(
        "400 {\"error\":\"bad_request\",\"reason\":\"`keys` body member must be an array.\"}",
        server.post("/db/_all_docs", "{\"keys\":1}").toString());
    assertEquals(
        "400 {\"error\":\"bad_request\",\"reason\":\"`keys` parameter must be an array.\"}",
        server.get("/db/_all_docs?keys=1").toString());
    assertEquals(
        "400 {\"error\":\"bad_request\",\"reason\":\"invalid UTF-8 JSON\"}",
        server.get("/db/_all_docs?startkey=a").toString());
    assertEquals(
        413, server.post("/db/_all_docs", "{\"keys\":[\"1\",\"2\",\"3\",\"4\"]}").status());
    assertEquals(400, server.post("/db/_all_docs", "[]").status());
    assertEquals(415, server.post("/db/_all_docs", "{}", "Content-Type", "text/plain").status());
  }
}
