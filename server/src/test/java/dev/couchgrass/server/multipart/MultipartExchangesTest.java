package dev.couchgrass.server.multipart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.multipart.Bodies.Part;
import dev.couchgrass.server.testing.Answer;
import dev.couchgrass.server.testing.RunningServer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartExchangesTest {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final String TWO =
      "{\"n\":1,\"_attachments\":{"
          + "\"a\":{\"follows\":true,\"content_type\":\"x/a\",\"length\":3,"
          + "\"digest\":\"md5-kAFQmDzST7DWlj99KOF/cg==\"},"
          + "\"b\":{\"follows\":true,\"content_type\":\"x/b\",\"length\":2}}}";

  private RunningServer server;

  @BeforeEach
  void start() {
    server = new RunningServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer put(String path, Part... parts) {
    return send(path, Bodies.write("bo", List.of(parts)));
  }

  private Answer send(String path, byte[] body) {
    return server.send("PUT", path, body, "Content-Type", "multipart/related; boundary=\"bo\"");
  }

  private static List<Part> parts(Answer answer) {
    MediaType type = MediaType.parse(answer.header("Content-Type").orElseThrow());
    return parts(answer.body().getBytes(), type);
  }

  private static List<Part> parts(byte[] body, MediaType type) {
    return Bodies.read(new PieceStream(List.of(body)), type.boundary()).result();
  }

  private Answer get(String path, String accept) {
    return server.get(path, "Accept", accept);
  }

  @Test
  void partsGoByOrderAndComeBack() {
    Answer made =
        put("/db/d", new Part(JSON, TWO), new Part(Map.of(), "abc"), new Part(Map.of(), "de"));
    assertEquals(201, made.status(), made::text);
    assertEquals("abc", server.get("/db/d/a").text());
    assertEquals("de", server.get("/db/d/b").text());
    Answer related = get("/db/d?attachments=true", "multipart/related");
    assertEquals(
        String.valueOf(related.body().length()), related.header("Content-Length").orElseThrow());
    List<Part> parts = parts(related);
    JsonObject document = new JsonObject(parts.get(0).content());
    assertTrue(document.getJsonObject("_attachments").getJsonObject("a").getBoolean("follows"));
    assertEquals("abc", parts.get(1).content());
    assertEquals("attachment; filename=\"a\"", parts.get(1).headers().get("content-disposition"));
    assertEquals("de", parts.get(2).content());
    assertEquals("x/b", parts.get(2).headers().get("content-type"));
  }

  @Test
  void namesGoBeforeOrder() {
    Map<String, String> named = Map.of("Content-Disposition", "attachment; filename=\"b\"");
    put("/db/d", new Part(JSON, TWO), new Part(named, "de"), new Part(Map.of(), "abc"));
    assertEquals("abc", server.get("/db/d/a").text());
    assertEquals("de", server.get("/db/d/b").text());
  }

  @Test
  void graftsComeInPartsToo() {
    String document = TWO.replace("\"n\":1", "\"_rev\":\"3-0000000000000000000000000000abcd\"");
    Answer made =
        put(
            "/db/d?new_edits=false",
            new Part(JSON, document),
            new Part(Map.of(), "abc"),
            new Part(Map.of(), "de"));
    assertEquals(201, made.status(), made::text);
    assertEquals("3-0000000000000000000000000000abcd", made.json().getString("rev"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abx", "ab", "abcd"})
  void whatIsNotAsDeclaredIsRefused(String content) {
    Answer refused =
        put("/db/d", new Part(JSON, TWO), new Part(Map.of(), content), new Part(Map.of(), "de"));
    assertEquals(400, refused.status(), refused::text);
    assertEquals(404, server.get("/db/d").status());
  }

  @Test
  void malformedBodiesAreRefused() {
    Part document = new Part(JSON, TWO);
    Part a = new Part(Map.of(), "abc");
    Part b = new Part(Map.of(), "de");
    assertEquals(400, put("/db/d", document, a).status());
    assertEquals(400, put("/db/d", document, a, b, b).status());
    assertEquals(400, put("/db/d").status());
    assertEquals(
        400, send("/db/d", "--bo\r\nContent-Type".getBytes(StandardCharsets.UTF_8)).status());
    assertEquals(415, put("/db/d", new Part(Map.of(), TWO), a, b).status());
    assertEquals(400, put("/db/d", new Part(JSON, "{"), a, b).status());
    assertEquals(404, server.get("/db/d").status());
  }

  @Test
  void revisionsInParts() {
    String rev =
        put("/db/d", new Part(JSON, TWO), new Part(Map.of(), "abc"), new Part(Map.of(), "de"))
            .json()
            .getString("rev");
    String path = "/db/d?open_revs=%5B%22" + rev + "%22,%221-00%22%5D";
    List<Part> outer = parts(get(path, "*/*"));
    assertEquals(2, outer.size());
    MediaType inner = MediaType.parse(outer.get(0).headers().get("content-type"));
    byte[] content = outer.get(0).content().getBytes(StandardCharsets.ISO_8859_1);
    assertEquals("abc", parts(content, inner).get(1).content());
    assertEquals("{\"missing\":\"1-00\"}", outer.get(1).content());
    assertTrue(get(path, "application/json").text().startsWith("["));
    String since = "/db/d?attachments=true&atts_since=%5B%22" + rev + "%22%5D";
    Answer known = get(since, "multipart/related");
    assertEquals("application/json", known.header("Content-Type").orElseThrow());
    assertFalse(known.text().contains("follows"));
  }

  @Test
  void bulkReadsInParts() {
    put("/db/d", new Part(JSON, TWO), new Part(Map.of(), "abc"), new Part(Map.of(), "de"));
    server.write("e", java.util.Optional.empty(), "{}");
    Answer answer =
        server.send(
            "POST",
            "/db/_bulk_get",
            "{\"docs\":[{\"id\":\"d\"},{\"id\":\"e\"},{\"id\":\"z\"}]}"
                .getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json",
            "Accept",
            "multipart/mixed");
    List<Part> outer = parts(answer);
    assertEquals(3, outer.size(), answer::text);
    assertEquals("d", outer.get(0).headers().get("x-doc-id"));
    assertTrue(outer.get(1).content().startsWith("{\"_id\":\"e\""));
    assertEquals("application/json; error=\"true\"", outer.get(2).headers().get("content-type"));
  }
}
