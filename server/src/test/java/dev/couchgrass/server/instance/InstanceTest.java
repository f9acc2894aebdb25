package dev.couchgrass.server.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.http.HttpDate;
import dev.couchgrass.server.testing.TestServer;
import dev.couchgrass.server.testing.TestServer.Answer;
import dev.couchgrass.store.DatabaseName;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstanceTest {
  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer();
    for (String name : List.of("a", "b/c", "d")) {
      TestServer.await(server.storage.create(new DatabaseName(name)));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer get(String path) {
    return server.get(path, "Authorization", TestServer.admin());
  }

  private static final String JSON = "application/json";

  @Test
  void welcomes() {
    Answer answer = server.get("/");
    assertEquals("Welcome", answer.json().path("couchdb").asText());
    assertEquals("3.5.0", answer.json().path("version").asText());
    assertEquals("Couchgrass", answer.json().path("vendor").path("name").asText());
    String version = System.getProperty("couchgrass.version");
    assertEquals(version, answer.json().path("vendor").path("version").asText());
    assertTrue(answer.header("Server").orElseThrow().endsWith("(Couchgrass/" + version + ")"));
    assertEquals(HttpDate.of(server.clock.instant()), answer.header("Date").orElseThrow());
    assertEquals(32, answer.json().path("uuid").asText().length());
    assertEquals(JSON, answer.header("Content-Type").orElseThrow());
    assertEquals("must-revalidate", answer.header("Cache-Control").orElseThrow());
    assertEquals(10, answer.header("X-Couch-Request-ID").orElseThrow().length());
    assertTrue(answer.header("X-CouchDB-Body-Time").isPresent());
    Answer text = server.get("/", "Accept", "text/html");
    assertEquals("text/plain; charset=utf-8", text.header("Content-Type").orElseThrow());
  }

  @Test
  void headHasNoBody() {
    Answer answer = server.send("HEAD", "/_up", "");
    assertEquals(200, answer.status());
    assertEquals("27", answer.header("Content-Length").orElseThrow());
    assertEquals(0, answer.body().length());
  }

  @Test
  void listsDatabases() {
    assertEquals("[\"_replicator\",\"_users\",\"a\",\"b/c\",\"d\"]\n", get("/_all_dbs").text());
    assertEquals("[\"b/c\"]\n", get("/_all_dbs?startkey=%22b%22&limit=1").text());
    assertEquals("[\"d\",\"b/c\"]\n", get("/_all_dbs?descending=true&limit=2").text());
    assertEquals("[\"a\"]\n", get("/_all_dbs?skip=2&endkey=%22b%22").text());
    assertEquals(400, get("/_all_dbs?startkey=b").status());
    assertEquals(400, get("/_all_dbs?limit=x").status());
  }

  @Test
  void tellsAboutDatabases() {
    Answer answer =
        server.send(
            "POST",
            "/_dbs_info",
            "{\"keys\":[\"d\",\"nope\",\"NOPE\"]}",
            "Content-Type",
            JSON,
            "Authorization",
            TestServer.admin());
    assertEquals("d", answer.json().path(0).path("info").path("db_name").asText());
    assertEquals("{\"key\":\"nope\",\"error\":\"not_found\"}", answer.json().path(1).toString());
    assertEquals("not_found", answer.json().path(2).path("error").asText());
    assertTrue(
        answer.json().at("/0/info/instance_start_time").asText().matches("\\d{10}"), answer::text);
    assertEquals(5, get("/_dbs_info").json().size());
  }

  @Test
  void uuidsAreDifferentAndGrow() {
    var uuids = server.get("/_uuids?count=1000").json().path("uuids");
    String before = "";
    int rolls = 0;
    for (var uuid : uuids) {
      assertTrue(uuid.asText().matches("[0-9a-f]{32}"), uuid::asText);
      rolls += uuid.asText().compareTo(before) > 0 ? 0 : 1;
      before = uuid.asText();
    }
    assertTrue(rolls <= 2, "the prefix changes seldom");
    assertEquals(1, server.get("/_uuids").json().path("uuids").size());
    assertEquals(0, server.get("/_uuids?count=0").json().path("uuids").size());
  }

  @Test
  void tellsHowItFares() {
    assertEquals("[]\n", get("/_active_tasks").text());
    assertEquals("nonode@nohost", get("/_node/_local").json().path("name").asText());
    var requests = get("/_node/_local/_stats").json().at("/couchdb/httpd/requests/value");
    assertTrue(requests.asLong() >= 3);
    var part = get("/_node/_local/_stats/couchdb/httpd/requests").json();
    assertTrue(part.path("value").asLong() >= 4);
    assertEquals(404, get("/_node/_local/_stats/couchdb/none").status());
    assertEquals(501, get("/_node/_local/_versions").status());
    assertEquals(404, get("/_node/other/_versions").status());
    assertTrue(get("/_node/nonode@nohost/_system").json().has("uptime"));
    assertTrue(get("/_node/_local/_prometheus").text().contains("couchdb_httpd_requests_total "));
    assertEquals(404, get("/_node/other/_stats").status());
  }

  @Test
  void whatIsMissingSaysSo() {
    Answer answer = get("/_db_updates");
    assertEquals(501, answer.status());
    assertEquals("not_implemented", answer.json().path("error").asText());
  }

  @Test
  void thePageIsThere() {
    assertEquals(301, server.get("/_utils").status());
    Answer page = server.get("/_utils/");
    assertEquals(200, page.status());
    assertEquals(
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        page.header("Content-Security-Policy").orElseThrow());
    assertEquals(204, server.get("/favicon.ico").status());
  }
}
