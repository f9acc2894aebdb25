package dev.couchgrass.server.mount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.server.testing.TestServer;
import dev.couchgrass.server.testing.TestServer.Answer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MountTest {
  private static final String TYPE = "application/x-echo";

  private TestServer server;

  @BeforeEach
  void start() {
    server =
        new TestServer(
            UnaryOperator.identity(), List.of(new Mount("/_echo/v1", TYPE, 8, MountTest::echo)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Future<Buffer> echo(Buffer request) {
    return request.length() == 0
        ? Future.failedFuture(new InvalidInputException(Problem.BAD_REQUEST, "Say something"))
        : Future.succeededFuture(Buffer.buffer("> ").appendBuffer(request));
  }

  private Answer post(String body) {
    return server.send("POST", "/_echo/v1", body, "Content-Type", TYPE);
  }

  @Test
  void anybodyMayPost() {
    Answer answer = post("hello");
    assertEquals(200, answer.status());
    assertEquals("> hello", answer.text());
    assertEquals(TYPE, answer.header("Content-Type").orElseThrow());
  }

  @Test
  void whatIsWrongIsSaid() {
    assertEquals(413, post("123456789").status());
    Answer empty = post("");
    assertEquals(400, empty.status());
    assertEquals("Say something", empty.json().path("reason").asText());
    assertEquals(415, server.send("POST", "/_echo/v1", "x", "Content-Type", "text/plain").status());
    assertEquals(415, server.send("POST", "/_echo/v1", "x").status());
    assertEquals(405, server.get("/_echo/v1").status());
    assertEquals(404, server.get("/_echo").status());
  }

  @Test
  void noDatabaseIsHidden() {
    assertThrows(
        IllegalArgumentException.class, () -> new Mount("/echo", TYPE, 8, MountTest::echo));
    assertThrows(
        IllegalArgumentException.class, () -> new Mount("/_echo/{x}", TYPE, 8, MountTest::echo));
    assertThrows(
        IllegalArgumentException.class, () -> new Mount("/_echo", TYPE, 0, MountTest::echo));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new TestServer(
                UnaryOperator.identity(),
                List.of(new Mount("/_replicate", TYPE, 8, MountTest::echo))));
  }
}
