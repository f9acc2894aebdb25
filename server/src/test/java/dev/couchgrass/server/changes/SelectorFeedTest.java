package dev.couchgrass.server.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.testing.Answer;
import dev.couchgrass.server.testing.RawClient;
import dev.couchgrass.server.testing.RunningServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorFeedTest {
  private RunningServer server;

  @BeforeEach
  void start() {
    server = new RunningServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer post(String query, String body) {
    return server.send(
        "POST",
        "/db/_changes?filter=_selector" + query,
        body.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/json");
  }

  private JsonObject selected(String query, String selector) {
    Answer answer = post(query, "{\"selector\":" + selector + "}");
    assertEquals(200, answer.status(), answer::text);
    return new JsonObject(answer.text());
  }

  private static List<String> ids(JsonObject changes) {
    return changes.getJsonArray("results").stream()
        .map(row -> ((JsonObject) row).getString("id"))
        .toList();
  }

  @Test
  void whatIsWantedIsListed() {
    server.write("a", Optional.empty(), "{\"n\":1}");
    server.write("b", Optional.empty(), "{\"n\":2}");
    String c = server.write("c", Optional.empty(), "{\"n\":3}");
    server.write("c", Optional.of(c), "{\"n\":0}");
    server.write("d", Optional.empty(), "{\"m\":3}");
    assertEquals(List.of("a", "b"), ids(selected("", "{\"n\":{\"$gt\":0}}")));
    assertEquals(List.of("b", "a"), ids(selected("&descending=true", "{\"n\":{\"$gt\":0}}")));
    assertEquals(List.of("a"), ids(selected("&limit=1", "{\"n\":{\"$gt\":0}}")));
    assertEquals(List.of("d"), ids(selected("", "{\"n\":{\"$exists\":false}}")));
    assertEquals(List.of("a", "b", "c", "d"), ids(selected("", "{}")));
    JsonObject none = selected("", "{\"n\":7}");
    assertEquals(List.of(), ids(none));
    assertEquals(0, none.getInteger("pending"));
    JsonObject all = new JsonObject(server.get("/db/_changes").text());
    assertEquals(all.getString("last_seq"), none.getString("last_seq"));
  }

  @Test
  void documentsComeWhole() {
    server.write("a", Optional.empty(), "{\"n\":1,\"m\":2}");
    Answer answer = post("&include_docs=true", "{\"selector\":{\"n\":1},\"fields\":[\"n\"]}");
    JsonArray rows = new JsonObject(answer.text()).getJsonArray("results");
    assertEquals(2, rows.getJsonObject(0).getJsonObject("doc").getInteger("m"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"selector\":1} | Selector error: expected a JSON object",
        "{} | Selector error: expected a JSON object",
        "{\"selector\":{\"$foo\":1}} | Invalid operator: $foo",
        "{\"selector\":{\"a\":{\"$in\":5}}} | Bad argument for operator $in: 5",
        "{\"selector\":{\"$eq\":5}} | One or more conditions is missing a field name.",
        "{\"selector\":{},\"fields\":1} | Selector error: fields must be JSON array",
      })
  void badSelectorsAreRefusedInCouchDbsWords(String body, String reason) {
    Answer answer = post("", body);
    assertEquals(400, answer.status(), answer::text);
    assertEquals("bad_request", new JsonObject(answer.text()).getString("error"));
    assertEquals(reason, new JsonObject(answer.text()).getString("reason"));
  }

  @Test
  void aSelectorIsSentInTheBody() {
    Answer answer = server.get("/db/_changes?filter=_selector&selector=%7B%7D");
    assertEquals(400, answer.status());
    assertTrue(answer.text().contains("Selector must be specified in POST payload"));
  }

  /** A feed of documents whose n is 2. */
  private RawClient follow(String feed) throws IOException {
    String body = "{\"selector\":{\"n\":2}}";
    return new RawClient(server.port())
        .send(
            "POST /db/_changes?filter=_selector&heartbeat=true&feed="
                + feed
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
  }

  @Test
  void aLongPollWaitsForWhatIsWanted() throws IOException {
    server.write("a", Optional.empty(), "{\"n\":1}");
    try (RawClient client = follow("longpoll")) {
      client.until("{\"results\":[\n\n");
      server.write("b", Optional.empty(), "{\"n\":1}");
      server.write("c", Optional.empty(), "{\"n\":2}");
      String rest = client.until("\"pending\":0}\n");
      assertTrue(rest.contains("\"id\":\"c\"") && !rest.contains("\"id\":\"b\""), rest);
    }
  }

  @Test
  void aContinuousFeedTellsOfWhatIsWantedAlone() throws IOException {
    server.write("a", Optional.empty(), "{\"n\":2}");
    try (RawClient client = follow("continuous")) {
      client.until("\"id\":\"a\"");
      server.write("b", Optional.empty(), "{\"n\":1}");
      server.write("c", Optional.empty(), "{\"n\":2}");
      String rest = client.until("\"id\":\"c\"");
      assertTrue(rest.endsWith("\"id\":\"c\"") && !rest.contains("\"id\":\"b\""), rest);
    }
  }
}
