package dev.couchgrass.server.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.testing.Answer;
import dev.couchgrass.server.testing.RawClient;
import dev.couchgrass.server.testing.RunningServer;
import dev.couchgrass.server.testing.TestServer;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.document.DocumentEdit;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesFeedTest {
  private RunningServer server;

  @BeforeEach
  void start() {
    server = new RunningServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String put(String id) {
    return server.write(id, Optional.empty(), "{}");
  }

  private String text(String query) {
    Answer response = server.get("/db/_changes" + query);
    assertEquals(200, response.status(), () -> response.text());
    return response.text();
  }

  private JsonObject changes(String query) {
    return new JsonObject(text(query));
  }

  private static List<String> ids(JsonObject changes) {
    List<String> ids = new ArrayList<>();
    for (Object row : changes.getJsonArray("results")) {
      ids.add(((JsonObject) row).getString("id"));
    }
    return ids;
  }

  private static String sequence(JsonObject changes, int row) {
    return changes.getJsonArray("results").getJsonObject(row).getString("seq");
  }

  private static String changed(String sequence, String id, String revision) {
    return String.format(
        "{\"seq\":\"%s\",\"id\":\"%s\",\"changes\":[{\"rev\":\"%s\"}]}", sequence, id, revision);
  }

  @Test
  void theAnswerIsCouchDbsToTheByte() {
    String a = put("a");
    String b = put("b");
    JsonObject parsed = changes("");
    String rows =
        changed(sequence(parsed, 0), "a", a) + ",\r\n" + changed(sequence(parsed, 1), "b", b);
    String end = "\n],\n\"last_seq\":\"" + parsed.getString("last_seq") + "\",\"pending\":0}\n";
    assertEquals("{\"results\":[\n" + rows + end, text(""));
  }

  @Test
  void nothingIsAnEmptyList() {
    assertTrue(text("").startsWith("{\"results\":[\n\n],\n\"last_seq\":"));
  }

  @Test
  void limitSinceAndDescending() {
    List.of("a", "b", "c").forEach(this::put);
    JsonObject first = changes("?limit=2");
    assertEquals(List.of("a", "b"), ids(first));
    assertEquals(1, first.getLong("pending"));
    assertEquals(sequence(first, 1), first.getString("last_seq"));
    assertEquals(List.of("c"), ids(changes("?since=" + first.getString("last_seq"))));
    assertEquals(List.of("c"), ids(changes("?since=%22" + first.getString("last_seq") + "%22")));
    assertEquals(List.of("a"), ids(changes("?limit=0")));
    assertEquals(List.of("c", "b"), ids(changes("?descending=true&limit=2")));
    assertEquals(List.of(), ids(changes("?since=now")));
  }

  @Test
  void manyRowsComeInPiecesAndInOrder() {
    List<DocumentEdit> edits = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      ids.add(String.format("%05d", i));
      edits.add(DocumentEdit.create(new DocumentId(ids.get(i)), JsonBody.parse("{\"n\":1}")));
    }
    TestServer.await(server.database().write(edits));
    assertEquals(ids, ids(changes("?include_docs=true")));
  }

  @Test
  void documentsStylesAndTombstones() {
    String rev = server.write("a", Optional.empty(), "{\"x\":1}");
    TestServer.await(
        server.database().write(DocumentEdit.delete(new DocumentId("a"), revision(rev))));
    server.write("a", Optional.empty(), "{\"x\":2}");
    put("b");
    JsonObject row =
        changes("?include_docs=true&style=all_docs").getJsonArray("results").getJsonObject(0);
    assertEquals(2, row.getJsonObject("doc").getInteger("x"));
    assertEquals(1, row.getJsonArray("changes").size());
    TestServer.await(
        server
            .database()
            .write(
                DocumentEdit.delete(
                    new DocumentId("b"),
                    revision(
                        changes("?doc_ids=%5B%22b%22%5D&filter=_doc_ids")
                            .getJsonArray("results")
                            .getJsonObject(0)
                            .getJsonArray("changes")
                            .getJsonObject(0)
                            .getString("rev")))));
    JsonObject deleted = changes("").getJsonArray("results").getJsonObject(1);
    assertTrue(deleted.getBoolean("deleted"));
  }

  private static dev.couchgrass.core.revision.RevisionId revision(String text) {
    return dev.couchgrass.core.revision.RevisionId.parse(text);
  }

  @Test
  void filtersOfIdsAndDesignDocuments() {
    List.of("a", "b", "_design/d").forEach(this::put);
    assertEquals(List.of("_design/d"), ids(changes("?filter=_design")));
    assertEquals(List.of("b"), ids(changes("?filter=_doc_ids&doc_ids=%5B%22b%22,%22_x%22%5D")));
    assertEquals(200, post("", "").status());
    Answer posted = post("?filter=_doc_ids", "{\"doc_ids\":[\"a\",\"z\"]}");
    assertEquals(List.of("a"), ids(new JsonObject(posted.text())));
    assertEquals(3, ids(new JsonObject(post("", "").text())).size());
  }

  private Answer post(String query, String body) {
    return server.send(
        "POST",
        "/db/_changes" + query,
        body.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/json");
  }

  @ParameterizedTest
  @CsvSource({
    "?filter=_doc_ids, 400",
    "?filter=_doc_ids&doc_ids=%5B1%5D, 400",
    "?filter=_doc_ids&doc_ids=%5B, 400",
    "?filter=_nonsense, 400",
    "?filter=_selector, 400",
    "?filter=_view, 400",
    "?filter=_view&view=d/none, 404",
    "?filter=none, 400",
    "?filter=none/f, 404",
    "?filter=d/none, 404",
    "?filter=d/f, 501",
    "?feed=nonsense, 400",
    "?limit=x, 400",
    "?limit=-1, 400",
    "?style=x, 400",
    "?heartbeat=0, 400",
    "?heartbeat=x, 400",
    "?timeout=x, 400",
    "?seq_interval=0, 400",
    "?since=nonsense, 400"
  })
  void badQueriesAreToldFromWhatIsNotThereYet(String query, int status) {
    server.write("_design/d", Optional.empty(), "{\"filters\":{\"f\":\"function(){}\"}}");
    Answer response = server.get("/db/_changes" + query);
    assertEquals(status, response.status(), () -> response.text());
    assertTrue(new JsonObject(response.text()).containsKey("reason"));
  }

  @Test
  void badBodiesAreRefused() {
    assertEquals(400, post("?filter=_doc_ids", "[]").status());
    assertEquals(400, post("", "{").status());
  }

  @Test
  void sequencesAtIntervals() {
    List.of("a", "b", "c").forEach(this::put);
    String text = text("?limit=3&seq_interval=3");
    assertEquals(2, Pattern.compile("\"seq\":null").split(text).length - 1);
    assertTrue(text.contains("{\"results\":[\n{\"seq\":\""));
  }

  @Test
  void whatDidNotChangeIsNotSentAgain() {
    put("a");
    String tag = server.get("/db/_changes").header("ETag").orElseThrow();
    assertEquals(304, server.get("/db/_changes", "If-None-Match", tag).status());
    put("b");
    assertEquals(200, server.get("/db/_changes", "If-None-Match", tag).status());
  }

  @Test
  void longpollAnswersAtOnceWithWhatIsThere() {
    put("a");
    assertEquals(List.of("a"), ids(changes("?feed=longpoll")));
  }

  @Test
  void longpollWakesWithTheFirstChange() throws IOException {
    put("a");
    try (RawClient client = new RawClient(server.port())) {
      client.get("/db/_changes?feed=longpoll&since=now&heartbeat=true");
      assertEquals("{\"results\":[\n\n", client.chunk());
      put("b");
      String rest = client.chunk();
      assertTrue(rest.contains("\"id\":\"b\""), rest);
      assertTrue(rest.endsWith("\"pending\":0}\n"), rest);
      assertEquals("", client.chunk());
    }
  }

  @Test
  void longpollEndsWhenItsTimeIsOver() {
    put("a");
    String last = changes("").getString("last_seq");
    JsonObject empty = changes("?feed=longpoll&timeout=30&since=" + last);
    assertEquals(List.of(), ids(empty));
    assertEquals(last, empty.getString("last_seq"));
  }

  @Test
  void continuousGoesOnAndItsHeartBeats() throws IOException {
    put("a");
    try (RawClient client = new RawClient(server.port())) {
      client.get("/db/_changes?feed=continuous&heartbeat=50");
      assertTrue(client.chunk().startsWith("{\"seq\":"));
      assertEquals("\n", client.chunk());
      assertEquals("\n", client.chunk());
      put("b");
      String line = client.chunk();
      while (line.equals("\n")) {
        line = client.chunk();
      }
      assertTrue(line.contains("\"id\":\"b\"") && line.endsWith("}\n"), line);
    }
  }

  @Test
  void continuousEndsWithItsLimitAndTellsWhere() {
    put("a");
    put("b");
    String[] lines = text("?feed=continuous&limit=1").lines().toArray(String[]::new);
    assertEquals(2, lines.length);
    assertEquals(1, new JsonObject(lines[1]).getLong("pending"));
    String[] all = text("?feed=continuous&timeout=30").lines().toArray(String[]::new);
    assertEquals(3, all.length);
    assertEquals(0, new JsonObject(all[2]).getLong("pending"));
  }

  @Test
  void eventsCarryTheirSequence() throws IOException {
    put("a");
    try (RawClient client = new RawClient(server.port())) {
      String head = client.get("/db/_changes?feed=eventsource&heartbeat=50");
      assertTrue(head.contains("text/event-stream") && head.contains("no-cache"), head);
      String event = client.chunk();
      assertTrue(event.matches("data: \\{.*\\}\nid: \"[^\"]+\"\n\n"), event);
      assertEquals("event: heartbeat\ndata: \n\n", client.chunk());
      String id = event.replaceAll("(?s).*\nid: \"([^\"]+)\".*", "$1");
      Answer resumed =
          server.get(
              "/db/_changes?feed=eventsource&timeout=30&since=0", "Last-Event-ID", '"' + id + '"');
      assertEquals("\n", resumed.text());
    }
  }

  @Test
  void aClientThatGoesAwayFreesItsFeed() throws IOException {
    RawClient client = new RawClient(server.port());
    client.get("/db/_changes?feed=continuous&heartbeat=true");
    client.chunk();
    assertEquals(1, server.server().runningFeeds());
    client.close();
    long until = System.nanoTime() + 10_000_000_000L;
    while (server.server().runningFeeds() > 0 && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertEquals(0, server.server().runningFeeds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"longpoll", "continuous"})
  void aDeletedDatabaseEndsItsFeeds(String feed) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.get("/db/_changes?heartbeat=true&feed=" + feed);
      client.chunk();
      TestServer.await(server.storage().delete(new DatabaseName("db")));
      assertTrue(client.chunk().contains("\"last_seq\""));
      assertEquals("", client.chunk());
    }
  }

  @Test
  void aClosingServerEndsItsFeedsInOrder() throws IOException {
    put("a");
    try (RawClient client = new RawClient(server.port())) {
      client.get("/db/_changes?feed=continuous&heartbeat=true");
      client.chunk();
      TestServer.await(server.server().close());
      assertTrue(client.chunk().startsWith("{\"last_seq\":"));
      assertEquals("", client.chunk());
    }
  }

  @Test
  void headHasNoBodyAndDoesNotWait() {
    Answer head = server.send("HEAD", "/db/_changes?feed=continuous&heartbeat=true", new byte[0]);
    assertEquals(200, head.status());
    assertEquals(0, head.body().length());
  }
}
