package dev.couchgrass.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A document of {@code _replicator} outlives the server that runs it: two servers in processes of
 * their own, with databases on disk; the first is killed, and goes on when it is started again.
 */
class ServerReplicationIT {
  private static final String NAME = "admin";
  private static final String PASSWORD = "only-once-4711";
  private static final int EACH = 200;

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  private record Answer(int status, String text) {
    JsonObject json() {
      return new JsonObject(text);
    }
  }

  private Answer send(Packaged.Server server, String method, String path, String body)
      throws IOException, InterruptedException {
    String pair = NAME + ':' + PASSWORD;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }

  private Packaged.Server serve(String name) throws IOException {
    return Packaged.serve(folder.resolve(name), NAME + ':' + PASSWORD);
  }

  private void fill(Packaged.Server server, int from) throws IOException, InterruptedException {
    JsonArray docs = new JsonArray();
    for (int i = from; i < from + EACH; i++) {
      docs.add(new JsonObject().put("_id", "doc-" + i).put("i", i));
    }
    String body = new JsonObject().put("docs", docs).encode();
    assertEquals(201, send(server, "POST", "/near/_bulk_docs", body).status());
  }

  /** Waits on the feed until a database has so many changes. */
  private void await(Packaged.Server server, int count) throws IOException, InterruptedException {
    String since = "0";
    for (int seen = 0; seen < count; ) {
      Answer feed =
          send(server, "GET", "/far/_changes?feed=longpoll&timeout=30000&since=" + since, "");
      assertEquals(200, feed.status(), feed.text());
      JsonArray rows = feed.json().getJsonArray("results");
      assertFalse(rows.isEmpty(), "nothing came for 30 seconds after " + seen);
      seen += rows.size();
      since = feed.json().getString("last_seq");
    }
  }

  @Test
  void aKilledServerGoesOnWhereItWas() throws IOException, InterruptedException {
    try (Packaged.Server far = serve("far")) {
      assertEquals(201, send(far, "PUT", "/far", "").status());
      try (Packaged.Server near = serve("near")) {
        assertEquals(201, send(near, "PUT", "/near", "").status());
        fill(near, 0);
        assertEquals(201, send(near, "PUT", "/_replicator/live", document(far)).status());
        await(far, EACH);
        near.process().destroyForcibly().onExit().join();
      }
      try (Packaged.Server near = serve("near")) {
        fill(near, EACH);
        await(far, 2 * EACH);
        Answer row = send(near, "GET", "/_scheduler/docs/_replicator/live", "");
        assertEquals("running", row.json().getString("state"), row.text());
        int written = row.json().getJsonObject("info").getInteger("docs_written");
        assertTrue(written <= EACH, "what had arrived was written again: " + row.text());
        assertFalse(row.text().contains(PASSWORD), row.text());
        String revision = send(near, "GET", "/_replicator/live", "").json().getString("_rev");
        assertTrue(revision.startsWith("1-"), "the replicator left the document alone");
        String gone = "/_replicator/live?rev=" + revision;
        assertEquals(200, send(near, "DELETE", gone, "").status());
      }
    }
  }

  private static String document(Packaged.Server far) {
    JsonObject basic = new JsonObject().put("username", NAME).put("password", PASSWORD);
    JsonObject target =
        new JsonObject()
            .put("url", "http://127.0.0.1:" + far.port() + "/far")
            .put("auth", new JsonObject().put("basic", basic));
    return new JsonObject()
        .put("source", "near")
        .put("target", target)
        .put("continuous", true)
        .put("checkpoint_interval", 50)
        .encode();
  }
}
