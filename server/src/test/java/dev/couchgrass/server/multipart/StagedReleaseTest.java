package dev.couchgrass.server.multipart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.document.OpenServer;
import dev.couchgrass.server.multipart.Bodies.Part;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.server.testing.Answer;
import dev.couchgrass.server.testing.RunningServer;
import dev.couchgrass.server.testing.TestServer;
import dev.couchgrass.store.attachment.StageOptions;
import dev.couchgrass.store.kv.KvOptions;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a failed request has staged is released: the store has room for little more than one
 * request's attachments, so each that stays makes a later one fail.
 */
class StagedReleaseTest {
  private static final KvOptions LITTLE_ROOM = KvOptions.DEFAULTS.withMaxStagedBytes(250_000);
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final String LARGE = "x".repeat(200_000);
  private static final String TWO =
      "{\"_attachments\":{"
          + "\"a\":{\"follows\":true,\"content_type\":\"x/a\"},"
          + "\"b\":{\"follows\":true,\"content_type\":\"x/b\",\"length\":2}}}";

  private final RunningServer server = new RunningServer(ServerOptions.DEFAULTS, LITTLE_ROOM);

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer put(String path, Part... parts) {
    byte[] body = Bodies.write("bo", List.of(parts));
    return server.send("PUT", path, body, "Content-Type", "multipart/related; boundary=\"bo\"");
  }

  private Answer attach(String path) {
    byte[] body = LARGE.getBytes(StandardCharsets.US_ASCII);
    return server.send("PUT", path, body, "Content-Type", "x/y");
  }

  private static void assertStatus(int status, Supplier<Answer> request) {
    for (int i = 0; i < 3; i++) {
      Answer answer = request.get();
      assertEquals(status, answer.status(), answer::text);
    }
  }

  @Test
  void ofPartsThatAreNotAsTheDocumentSays() {
    Part document = new Part(JSON, TWO);
    Part large = new Part(Map.of(), LARGE);
    assertStatus(400, () -> put("/db/a", document, large));
    assertStatus(400, () -> put("/db/a", document, large, new Part(Map.of(), "longer")));
    Part small = new Part(Map.of(), "bb");
    assertStatus(400, () -> put("/db/a", document, large, small, small));
    assertEquals(201, put("/db/a", document, large, small).status());
  }

  @Test
  void ofWholeDocumentsThatAreRefused() {
    server.write("a", Optional.empty(), "{}");
    Part document = new Part(JSON, TWO);
    Part large = new Part(Map.of(), LARGE);
    Part small = new Part(Map.of(), "bb");
    assertStatus(409, () -> put("/db/a", document, large, small));
    assertStatus(400, () -> put("/db/b?new_edits=false", document, large, small));
    assertStatus(400, () -> put("/db/b?rev=nonsense", document, large, small));
    assertEquals(201, put("/db/b", document, large, small).status());
  }

  @Test
  void ofAnAttachmentPutOrCopied() {
    server.write("a", Optional.empty(), "{}");
    assertStatus(409, () -> attach("/db/a/f"));
    assertEquals(201, attach("/db/b/f").status());
    assertStatus(409, () -> server.send("COPY", "/db/b", new byte[0], "Destination", "a"));
    assertEquals(201, server.send("COPY", "/db/b", new byte[0], "Destination", "c").status());
  }

  @Test
  void whenAPolicyBreaksInTheMiddle() {
    try (OpenServer open =
        new OpenServer(
            ServerOptions.DEFAULTS,
            Optional.of((who, database, id, deleted, body) -> unless(id.value(), body)),
            LITTLE_ROOM)) {
      byte[] bytes = new byte[200_000];
      new Random(1).nextBytes(bytes);
      String data = Base64.getEncoder().encodeToString(bytes);
      String good =
          "{\"_id\":\"a\",\"_attachments\":{\"f\":{\"content_type\":\"x/y\",\"data\":\""
              + data
              + "\"}}}";
      for (int i = 0; i < 3; i++) {
        assertEquals(
            500,
            open.post("/db/_bulk_docs", "{\"docs\":[" + good + ",{\"_id\":\"bad\"}]}").status());
      }
      assertEquals(201, open.put("/db/a", good).status());
    }
  }

  private static Future<JsonBody> unless(String id, JsonBody body) {
    if (id.equals("bad")) {
      throw new IllegalStateException("The policy is broken");
    }
    return Future.succeededFuture(body);
  }

  @Test
  void whatFindsNoRoomIsToldToComeBack() {
    TestServer.await(
        server
            .database()
            .stage(
                new PieceStream(List.of(LARGE.getBytes(StandardCharsets.US_ASCII))),
                StageOptions.of("x/y")));
    assertStatus(503, () -> attach("/db/a/f"));
  }
}
