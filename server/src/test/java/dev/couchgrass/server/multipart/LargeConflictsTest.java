package dev.couchgrass.server.multipart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.multipart.Bodies.Part;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.server.testing.Answer;
import dev.couchgrass.server.testing.RunningServer;
import dev.couchgrass.store.kv.KvOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conflicts that together are more than a store hands out at once: each answer has them all. */
class LargeConflictsTest {
  private static final int LEAVES = 7;
  private static final String TEXT = "x".repeat(400_000);

  /** Winner first. */
  private static final List<String> EXPECTED =
      IntStream.range(0, LEAVES).mapToObj(i -> "2-" + (LEAVES - i)).toList();

  private final RunningServer server =
      new RunningServer(
          ServerOptions.DEFAULTS, KvOptions.DEFAULTS.withMaxBulkBytes(3L * TEXT.length()));

  @BeforeEach
  void fill() {
    for (int i = 1; i <= LEAVES; i++) {
      String doc =
          "{\"_revisions\":{\"start\":2,\"ids\":[\"" + i + "\",\"0\"]},\"t\":\"" + TEXT + "\"}";
      Answer written = send("PUT", "/db/a?new_edits=false", doc);
      assertEquals(201, written.status(), written::text);
    }
    server.write("small", Optional.empty(), "{\"n\":1}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer send(String method, String path, String json, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Content-Type";
    all[1] = "application/json";
    return server.send(method, path, json.getBytes(StandardCharsets.UTF_8), all);
  }

  private static List<String> revisions(JsonArray opened) {
    return opened.stream()
        .map(one -> ((JsonObject) one).getJsonObject("ok"))
        .peek(document -> assertEquals(TEXT, document.getString("t")))
        .map(document -> document.getString("_rev"))
        .toList();
  }

  @Test
  void opened() {
    Answer answer = server.get("/db/a?open_revs=all", "Accept", "application/json");
    assertEquals(200, answer.status());
    assertEquals(EXPECTED, revisions(new JsonArray(answer.text())));
    assertEquals(404, server.get("/db/none?open_revs=all", "Accept", "application/json").status());
    assertEquals(
        "[]", server.get("/db/a?open_revs=%5B%5D", "Accept", "application/json").text().strip());
  }

  @Test
  void openedInParts() {
    Answer answer = server.get("/db/a?open_revs=all", "Accept", "multipart/mixed");
    MediaType type = MediaType.parse(answer.header("Content-Type").orElseThrow());
    List<Part> parts =
        Bodies.read(new PieceStream(List.of(answer.body().getBytes())), type.boundary()).result();
    assertEquals(
        EXPECTED, parts.stream().map(p -> new JsonObject(p.content()).getString("_rev")).toList());
    assertEquals(404, server.get("/db/none?open_revs=all", "Accept", "multipart/mixed").status());
  }

  @Test
  void readInBulk() {
    String docs =
        "{\"docs\":[{\"id\":\"small\"},{\"id\":\"a\"},{\"id\":\"none\"},{\"id\":\"small\"}]}";
    Answer answer = send("POST", "/db/_bulk_get", docs);
    JsonArray results = answer.json().getJsonArray("results");
    assertEquals(4, results.size());
    assertEquals("a", results.getJsonObject(1).getString("id"));
    assertEquals(EXPECTED, revisions(results.getJsonObject(1).getJsonArray("docs")));
    assertEquals("small", results.getJsonObject(3).getString("id"));
    String none = results.getJsonObject(2).encode();
    assertTrue(none.contains("not_found"), none);
  }

  @Test
  void readInBulkByAnAncestor() {
    String docs =
        "{\"docs\":[{\"id\":\"a\",\"rev\":\"2-1\"},{\"id\":\"a\",\"rev\":\"1-0\"},{\"id\":\"small\"}]}";
    Answer answer = send("POST", "/db/_bulk_get?latest=true", docs);
    JsonArray results = answer.json().getJsonArray("results");
    assertEquals(3, results.size());
    assertEquals(List.of("2-1"), revisions(results.getJsonObject(0).getJsonArray("docs")));
    List<String> latest = revisions(results.getJsonObject(1).getJsonArray("docs"));
    assertEquals(EXPECTED, latest.stream().sorted((a, b) -> b.compareTo(a)).toList());
  }

  @Test
  void readInBulkInParts() {
    String docs = "{\"docs\":[{\"id\":\"a\"},{\"id\":\"none\"},{\"id\":\"small\"}]}";
    Answer answer = send("POST", "/db/_bulk_get", docs, "Accept", "multipart/mixed");
    assertEquals(200, answer.status());
    List<String> found =
        Pattern.compile("\"_rev\":\"([^\"]*)\"")
            .matcher(answer.text())
            .results()
            .map(match -> match.group(1))
            .toList();
    assertEquals(EXPECTED, found.subList(0, LEAVES));
    assertEquals(LEAVES + 1, found.size());
  }
}
