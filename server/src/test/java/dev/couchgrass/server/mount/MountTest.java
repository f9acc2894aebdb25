package dev.couchgrass.server.mount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.server.testing.TestServer;
import dev.couchgrass.server.testing.TestServer.Answer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MountTest {
  private static final String TYPE = "application/x-echo";

  private final Promise<Void> arrived = Promise.promise();
  private final Promise<Buffer> held = Promise.promise();
  private TestServer server;

  @BeforeEach
  void start() {
    server =
        new TestServer(
            UnaryOperator.identity(),
            List.of(
                new Mount("/_echo/v1", TYPE, 8, MountTest::echo),
                new Mount("/_held", TYPE, 8, request -> answered(held.future()))
                    .withRequests(1, Duration.ofMillis(500))));
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

  private Future<Buffer> answered(Future<Buffer> answer) {
    arrived.tryComplete();
    return answer;
  }

  private Socket begin(String body, int length) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    String head =
        "POST /_held HTTP/1.1\r\nHost: a\r\nContent-Type: " + TYPE + "\r\nContent-Length: ";
    socket
        .getOutputStream()
        .write((head + length + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String status(Socket socket) throws IOException {
    byte[] said = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
    return new String(said, StandardCharsets.US_ASCII);
  }

  @Test
  void soManyAreAnsweredAtATime() throws IOException {
    try (Socket first = begin("one", 3)) {
      TestServer.await(arrived.future());
      Answer second = server.send("POST", "/_held", "two", "Content-Type", TYPE);
      assertEquals(503, second.status());
      assertEquals("2", second.header("Retry-After").orElseThrow());
      held.complete(Buffer.buffer("done"));
      assertEquals("HTTP/1.1 200", status(first));
    }
    assertEquals(200, server.send("POST", "/_held", "two", "Content-Type", TYPE).status());
  }

  /** However often a piece of it comes. */
  @Test
  void aBodyThatTakesTooLongEnds() throws IOException {
    held.complete(Buffer.buffer("done"));
    try (Socket slow = begin("x", 8)) {
      // Long before it would be given up for sending nothing.
      slow.setSoTimeout(20_000);
      assertEquals("HTTP/1.1 408", status(slow));
    }
    assertEquals(200, server.send("POST", "/_held", "two", "Content-Type", TYPE).status());
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
