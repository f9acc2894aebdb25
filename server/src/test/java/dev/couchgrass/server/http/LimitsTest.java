package dev.couchgrass.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.testing.RawClient;
import dev.couchgrass.server.testing.TestServer;
import dev.couchgrass.server.testing.TestServer.Answer;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.document.DocumentEdit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final int MAX_BODY = 100_000;

  private TestServer server;

  @BeforeEach
  void start() {
    server =
        new TestServer(
            options -> options.withLimits(options.limits().withRequestBytes(MAX_BODY).withKeys(3)));
  }

  /** A server that waits for nobody. */
  private static TestServer impatient() {
    Duration soon = Duration.ofMillis(300);
    return new TestServer(
        options -> options.withTimeouts(options.timeouts().withHeaders(soon).withBody(soon)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** What the server sends until it closes the connection. */
  private String raw(String request) throws IOException {
    return raw(server, request);
  }

  private static String raw(TestServer to, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Answer post(byte[] body, String... more) {
    String[] headers = {
      "Content-Type", "application/json", "Authorization", TestServer.admin(), "X-A", "b"
    };
    for (int i = 0; i < more.length; i++) {
      headers[headers.length - 2 + i] = more[i];
    }
    return server.send("POST", "/_dbs_info", body, headers);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aLongUriIs414() throws IOException {
    Answer answer = server.get("/" + "x".repeat(8_000));
    assertEquals(414, answer.status());
    assertEquals("uri_too_long", answer.json().path("error").asText());
    String longer = raw("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    assertTrue(longer.matches("(?s)HTTP/1.[01] 414 .*\"error\":\"uri_too_long\".*"), longer);
  }

  @Test
  void longHeadersAre431() throws IOException {
    String answer = raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(70_000) + "\r\n\r\n");
    assertTrue(answer.matches("(?s)HTTP/1.[01] 431 .*\"error\".*"), answer);
  }

  @Test
  void whatIsNoHttpIs400() throws IOException {
    for (String request :
        new String[] {
          "HELLO\r\n\r\n",
          "GET / HTTP/9.9x\r\n\r\n",
          "GET / HTTP/1.1\r\nBad Header: x\r\n\r\n",
          "POST /_session HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
          "POST /_session HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
        }) {
      String answer = raw(request);
      assertTrue(
          answer.matches("(?s)HTTP/1.[01] 400 .*\"error\":\"bad_request\".*"),
          request + " -> " + answer);
      String date = "\r\ndate: " + HttpDate.of(server.clock.instant()) + "\r\n";
      assertTrue(answer.contains(date), request + " -> " + answer);
    }
  }

  @Test
  void chunksThatAreNoneAre400() throws IOException {
    TestServer.await(server.storage.create(new DatabaseName("db")));
    // Who asks is known from then on: nothing is waited for before the body is read.
    assertEquals(200, server.get("/db", "Authorization", TestServer.admin()).status());
    String related = "multipart/related;boundary=b";
    for (String[] sent :
        new String[][] {
          {"PUT /db/c", "application/json", "zz\r\n"},
          {"PUT /db/c", "application/json", "7\r\n{\"a\":1}-1\r\n"},
          {"POST /db/_bulk_docs", "application/json", "2\r\n{}\r\nx\r\n"},
          {"PUT /db/c/att", "text/plain", "1\r\nx\r\nzz\r\n"},
          {"PUT /db/c", related, "5\r\n--b\r\n\r\nzz\r\n"}
        }) {
      String head =
          "%s HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\nAuthorization: %s\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n%s";
      String answer = raw(head.formatted(sent[0], sent[1], TestServer.admin(), sent[2]));
      assertTrue(
          answer.matches("(?s)HTTP/1.1 400 .*\"error\":\"bad_request\".*"),
          String.join(" ", sent) + " -> " + answer);
    }
    assertEquals(404, server.get("/db/c", "Authorization", TestServer.admin()).status());
  }

  @Test
  void aLargeBodyIs413() {
    Answer answer = post(new byte[MAX_BODY + 1]);
    assertEquals(413, answer.status());
    assertEquals("too_large", answer.json().path("error").asText());
    Answer keys = post(bytes("{\"keys\":[\"a\",\"b\",\"c\",\"d\"]}"));
    assertEquals(413, keys.status());
  }

  @Test
  void gzipIsReadButNotWithoutEnd() throws IOException {
    byte[] body = bytes("{\"keys\":[\"_users\"]}");
    Answer answer = post(gzip(body), "Content-Encoding", "gzip");
    assertEquals(200, answer.status(), answer.text());
    assertEquals("_users", answer.json().path(0).path("info").path("db_name").asText());
    byte[] cut = java.util.Arrays.copyOf(gzip(body), gzip(body).length - 4);
    assertEquals(400, post(cut, "Content-Encoding", "gzip").status());
    byte[] damaged = gzip(body);
    damaged[damaged.length - 6] ^= 1;
    assertEquals(400, post(damaged, "Content-Encoding", "gzip").status());
    assertEquals(400, post(body, "Content-Encoding", "gzip").status());
    assertEquals(413, post(gzip(new byte[50_000_000]), "Content-Encoding", "gzip").status());
    assertEquals(415, post(body, "Content-Encoding", "br").status());
  }

  @Test
  void aSlowHeadEndsTheConnection() throws IOException {
    try (TestServer impatient = impatient()) {
      assertEquals("", raw(impatient, "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "));
      assertEquals("", raw(impatient, ""));
    }
  }

  @Test
  void aSlowBodyIs408() throws IOException {
    String head =
        "POST /_session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Content-Length: %d\r\n\r\n{";
    try (TestServer impatient = impatient()) {
      String answer = raw(impatient, head.formatted(100));
      assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    }
  }

  @Test
  void connectionsAreKept() throws IOException {
    String twice = "GET /_up HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2);
    try (TestServer impatient = impatient()) {
      String answers = raw(impatient, twice);
      assertEquals(3, answers.split("HTTP/1.1 200 OK", -1).length, answers);
    }
  }

  /** The head of the second request has arrived before the first is answered. */
  @Test
  void aRequestThatDidNotWaitForTheAnswerBeforeIsNotCutOff() throws IOException {
    try (TestServer impatient = impatient()) {
      TestServer.await(impatient.storage.create(new DatabaseName("db")));
      String patiently =
          "GET /_up HTTP/1.1\r\nHost: a\r\n\r\n"
              + "GET /db/_changes?feed=longpoll&timeout=1500 HTTP/1.1\r\nHost: a\r\n"
              + "Authorization: %s\r\nConnection: close\r\n\r\n";
      String answers = raw(impatient, patiently.formatted(TestServer.admin()));
      assertTrue(answers.contains("\"last_seq\""), answers);
    }
  }

  @Test
  void aConnectionTooManyIs503() throws IOException {
    try (TestServer small = new TestServer(o -> o.withLimits(o.limits().withConnections(1)));
        RawClient first = new RawClient(small.port())) {
      assertTrue(first.get("/_up").startsWith("HTTP/1.1 200 "));
      String refused = raw(small, "GET /_up HTTP/1.1\r\nHost: a\r\n\r\n");
      assertTrue(
          refused.matches("(?s)HTTP/1.1 503 .*\"error\":\"service_unavailable\".*"), refused);
      assertEquals("", raw(small, ""), "one that says nothing is closed soon");
    }
  }

  @Test
  void aPlaceIsFreeAgainAfterAConnectionsEnd() throws IOException {
    try (TestServer small = new TestServer(o -> o.withLimits(o.limits().withConnections(1)))) {
      String last = "GET /_up HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      int served = 0;
      // The client may see the end of a connection before the server has counted it.
      for (int i = 0; i < 1_000 && served < 3; i++) {
        served += raw(small, last).startsWith("HTTP/1.1 200 ") ? 1 : 0;
      }
      assertEquals(3, served);
    }
  }

  @Test
  void aSlowUploadIs408AndLeavesNothing() throws IOException {
    String head =
        "PUT /db/a/att HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"
            + "Authorization: %s\r\nContent-Length: 100\r\n\r\nx";
    String related =
        "PUT /db/a HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/related;boundary=b\r\n"
            + "Authorization: %s\r\nContent-Length: 100\r\n\r\n--b\r\n";
    try (TestServer impatient = impatient()) {
      var database = TestServer.await(impatient.storage.create(new DatabaseName("db")));
      for (String request : new String[] {head, related}) {
        String answer = raw(impatient, request.formatted(TestServer.admin()));
        assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
      }
      assertEquals(0, TestServer.await(database.info()).documents());
    }
  }

  /** Its feed, and the snapshot that this holds, would else stay for ever. */
  @Test
  void whoeverReadsNothingLosesTheConnection() throws IOException {
    try (TestServer impatient = impatient();
        RawClient client = new RawClient(impatient.port())) {
      var database = TestServer.await(impatient.storage.create(new DatabaseName("db")));
      JsonBody large = JsonBody.parse("{\"x\":\"" + "x".repeat(1 << 20) + "\"}");
      for (int i = 0; i < 40; i++) {
        TestServer.await(database.write(DocumentEdit.create(new DocumentId("d" + i), large)));
      }
      client.send(
          "GET /db/_changes?feed=continuous&include_docs=true&heartbeat=50 HTTP/1.1\r\n"
              + "Host: a\r\nAuthorization: "
              + TestServer.admin()
              + "\r\n\r\n");
      client.until("\r\n\r\n");
      long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (impatient.server.runningFeeds() > 0 && System.nanoTime() < patience) {
        Thread.onSpinWait();
      }
      assertEquals(0, impatient.server.runningFeeds());
    }
  }

  @Test
  void whoeverGoesOnSendingAfterARefusalLosesTheConnection() throws IOException {
    byte[] piece = new byte[1 << 20];
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String head = "POST /_session HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000000\r\n\r\n";
      socket.getOutputStream().write(bytes(head));
      assertThrows(
          IOException.class,
          () -> {
            for (int i = 0; i < 1_000; i++) {
              socket.getOutputStream().write(piece);
            }
          });
    }
  }

  @Test
  void aServerIsClosedOnceHoweverOftenItIsAsked() {
    TestServer closed = new TestServer();
    var first = closed.server.close();
    var second = closed.server.close();
    TestServer.await(first);
    TestServer.await(second);
    TestServer.await(closed.server.close());
    closed.close();
  }
}
