package dev.couchgrass.server.attachment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.options.Limits;
import dev.couchgrass.server.options.ServerOptions;
import dev.couchgrass.server.testing.Answer;
import dev.couchgrass.server.testing.RawClient;
import dev.couchgrass.server.testing.RunningServer;
import dev.couchgrass.server.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentEndpointsTest {
  private static final String BINARY = "application/octet-stream";
  private static final byte[] TEN = bytes("0123456789");

  private RunningServer server;

  @BeforeEach
  void start() {
    Limits limits = Limits.DEFAULTS.withAttachmentBytes(6_000_000);
    server = new RunningServer(ServerOptions.DEFAULTS.withLimits(limits));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private String put(String path, String type, byte[] content) {
    Answer answer = server.send("PUT", path, content, "Content-Type", type);
    assertEquals(201, answer.status(), answer::text);
    return answer.json().getString("rev");
  }

  private long documents() {
    return TestServer.await(server.database().info()).documents();
  }

  @Test
  void whatIsPutComesBack() {
    Answer made = server.send("PUT", "/db/a/x/y%2Fz.bin", TEN, "Content-Type", BINARY);
    assertEquals(201, made.status(), made::text);
    assertTrue(made.header("Location").orElseThrow().endsWith("/db/a/x%2Fy%2Fz.bin"));
    Answer got = server.get("/db/a/x/y/z.bin");
    assertArrayEquals(TEN, got.body().getBytes());
    assertEquals(Optional.of('"' + md5(TEN) + '"'), got.header("ETag"));
    assertEquals(Optional.of(md5(TEN)), got.header("Content-MD5"));
    assertEquals(Optional.of("10"), got.header("Content-Length"));
    assertEquals(Optional.of(BINARY), got.header("Content-Type"));
    assertEquals(Optional.of("bytes"), got.header("Accept-Ranges"));
    assertEquals(
        304, server.get("/db/a/x/y/z.bin", "If-None-Match", '"' + md5(TEN) + '"').status());
    Answer head = server.send("HEAD", "/db/a/x/y/z.bin", new byte[0]);
    assertEquals(Optional.of("10"), head.header("Content-Length"));
    assertEquals(0, head.body().length());
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=2-4, 206, 234, bytes 2-4/10",
    "bytes=7-, 206, 789, bytes 7-9/10",
    "bytes=-3, 206, 789, bytes 7-9/10",
    "bytes=-30, 206, 0123456789, bytes 0-9/10",
    "bytes=8-99, 206, 89, bytes 8-9/10",
    "bytes=0-, 200, 0123456789,",
    "'bytes=1-2,4-5', 200, 0123456789,",
    "lines=1-2, 200, 0123456789,",
    "bytes=x-2, 200, 0123456789,",
    "bytes=10-11, 416, , bytes */10",
    "bytes=4-2, 416, , bytes */10",
    "bytes=-0, 416, , bytes */10"
  })
  void ranges(String range, int status, String content, String contentRange) {
    put("/db/a/x", BINARY, TEN);
    Answer answer = server.get("/db/a/x", "Range", range);
    assertEquals(status, answer.status());
    if (content != null) {
      assertEquals(content, answer.text());
    }
    assertEquals(Optional.ofNullable(contentRange), answer.header("Content-Range"));
  }

  @Test
  void aRangeOfSomethingElseIsAllOfThis() {
    put("/db/a/x", BINARY, TEN);
    assertEquals(200, server.get("/db/a/x", "Range", "bytes=1-2", "If-Range", "\"old\"").status());
  }

  @Test
  void textIsSentAsTheClientTakesIt() throws IOException {
    byte[] text = bytes("lorem ipsum ".repeat(1000));
    put("/db/a/x.txt", "text/plain", text);
    Answer plain = server.get("/db/a/x.txt");
    assertArrayEquals(text, plain.body().getBytes());
    assertEquals(Optional.empty(), plain.header("Content-Encoding"));
    assertEquals(Optional.of("none"), plain.header("Accept-Ranges"));
    Answer packed = server.get("/db/a/x.txt", "Accept-Encoding", "deflate, gzip;q=0.5");
    assertEquals(Optional.of("gzip"), packed.header("Content-Encoding"));
    assertTrue(packed.body().length() < 1000);
    assertArrayEquals(
        text,
        new GZIPInputStream(new ByteArrayInputStream(packed.body().getBytes())).readAllBytes());
    assertEquals(Optional.of(md5(packed.body().getBytes())), packed.header("Content-MD5"));
    assertArrayEquals(
        text, server.get("/db/a/x.txt", "Accept-Encoding", "gzip;q=0").body().getBytes());
  }

  @Test
  void whatComesPackedStaysSo() throws IOException {
    byte[] packed = gzip(TEN);
    Answer made =
        server.send("PUT", "/db/a/x", packed, "Content-Type", BINARY, "Content-Encoding", "gzip");
    assertEquals(201, made.status(), made::text);
    assertArrayEquals(TEN, server.get("/db/a/x").body().getBytes());
    assertArrayEquals(packed, server.get("/db/a/x", "Accept-Encoding", "gzip").body().getBytes());
    assertEquals(415, server.send("PUT", "/db/b/x", packed, "Content-Encoding", "br").status());
  }

  @Test
  void fiveMegabytes() {
    byte[] much = new byte[5 << 20];
    new Random(1).nextBytes(much);
    put("/db/a/x", BINARY, much);
    assertArrayEquals(much, server.get("/db/a/x").body().getBytes());
    Answer part = server.get("/db/a/x", "Range", "bytes=5000000-");
    assertEquals(much.length - 5_000_000, part.body().length());
  }

  @Test
  void digestsAreChecked() {
    Answer wrong = server.send("PUT", "/db/a/x", TEN, "Content-MD5", md5(bytes("else")));
    assertEquals(400, wrong.status());
    assertEquals("content_md5_mismatch", wrong.json().getString("error"));
    assertEquals(0, documents());
    assertEquals(201, server.send("PUT", "/db/a/x", TEN, "Content-MD5", md5(TEN)).status());
  }

  @Test
  void tooMuchIsRefusedHoweverItComes() throws IOException {
    Answer declared = server.send("PUT", "/db/a/x", new byte[6_000_001]);
    assertEquals(413, declared.status());
    assertEquals("attachment_too_large", declared.json().getString("error"));
    try (RawClient client = new RawClient(server.port())) {
      client.send("PUT /db/a/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      String piece = "x".repeat(1_000_000);
      for (int i = 0; i < 7; i++) {
        client.send("F4240\r\n" + piece + "\r\n");
      }
      client.send("0\r\n\r\n");
      assertTrue(client.until("\r\n").contains(" 413 "));
    }
    assertEquals(0, documents());
  }

  @Test
  void chunksAndContinue() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send(
          "PUT /db/a/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
              + "Content-Type: a/b\r\nExpect: 100-continue\r\n\r\n");
      assertTrue(client.until("\r\n\r\n").contains(" 100 "));
      client.send("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
      assertTrue(client.until("\r\n\r\n").contains(" 201 "));
    }
    assertEquals("abcde", server.get("/db/a/x").text());
  }

  @Test
  void anUploadThatBreaksOffLeavesNothing() throws IOException {
    RawClient client = new RawClient(server.port());
    client.send("PUT /db/a/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n01234");
    client.close();
    assertEquals(404, server.get("/db/a").status());
    assertEquals(0, documents());
  }

  @Test
  void revisionsMustBeKnown() {
    String first = put("/db/a/x", BINARY, TEN);
    assertEquals(409, server.send("PUT", "/db/a/y", TEN).status());
    assertEquals(409, server.send("PUT", "/db/a/y?rev=1-00", TEN).status());
    String second = put("/db/a/y?rev=" + first, BINARY, bytes("y"));
    assertEquals(409, server.send("PUT", "/db/a/y?rev=" + first, TEN).status());
    assertEquals(400, server.send("PUT", "/db/a/y?rev=" + first, TEN, "If-Match", second).status());
    Answer third = server.send("PUT", "/db/a/y", TEN, "If-Match", '"' + second + '"');
    assertEquals(201, third.status());
    assertEquals("y", server.get("/db/a/y?rev=" + second).text());
    assertArrayEquals(TEN, server.get("/db/a/x").body().getBytes());
  }

  @Test
  void deleting() {
    String first = put("/db/a/x", BINARY, TEN);
    assertEquals(404, server.send("DELETE", "/db/a/none?rev=" + first, new byte[0]).status());
    assertEquals(404, server.send("DELETE", "/db/none/x", new byte[0]).status());
    assertEquals(409, server.send("DELETE", "/db/a/x", new byte[0]).status());
    Answer deleted = server.send("DELETE", "/db/a/x?rev=" + first, new byte[0]);
    assertEquals(200, deleted.status(), deleted::text);
    Answer gone = server.get("/db/a/x");
    assertEquals(404, gone.status());
    assertEquals("Document is missing attachment", gone.json().getString("reason"));
  }

  @Test
  void designDocumentsHaveThemAndLocalDocumentsDoNot() {
    put("/db/_design/d/x", BINARY, TEN);
    assertArrayEquals(TEN, server.get("/db/_design/d/x").body().getBytes());
    assertArrayEquals(TEN, server.get("/db/_design%2Fd/x").body().getBytes());
    assertEquals(400, server.send("PUT", "/db/_local/l/x", TEN).status());
    assertEquals(400, server.get("/db/_local/l/x").status());
  }

  @Test
  void badNamesAndIds() {
    Answer name = server.send("PUT", "/db/a/_x", TEN);
    assertEquals(400, name.status());
    assertEquals(
        "Attachment name '_x' starts with prohibited character '_'",
        name.json().getString("reason"));
    assertEquals("illegal_docid", server.send("PUT", "/db/_a/x", TEN).json().getString("error"));
    assertEquals("missing", server.get("/db/none/x").json().getString("reason"));
    assertEquals(400, server.get("/db/none/x?rev=nonsense").status());
  }

  /** CVE-2021-38295: an attachment must not run in the session of who looks at it. */
  @ParameterizedTest
  @ValueSource(strings = {"text/html", "image/svg+xml", "TEXT/HTML;charset=utf-8", "text/xml"})
  void cve202138295ActiveAttachmentsAreNotShown(String type) {
    put("/db/a/x", type, bytes("<script>alert(1)</script>"));
    Answer answer = server.get("/db/a/x");
    assertEquals(Optional.of("sandbox"), answer.header("Content-Security-Policy"));
    assertEquals(Optional.of("nosniff"), answer.header("X-Content-Type-Options"));
    assertEquals(Optional.of("attachment"), answer.header("Content-Disposition"));
    put("/db/b/x", "image/png", TEN);
    assertEquals(Optional.empty(), server.get("/db/b/x").header("Content-Disposition"));
  }

  @Test
  void aStoredTypeWritesNoHeaders() {
    String document =
        "{\"_attachments\":{\"x\":{\"content_type\":\"a/b\\r\\nX-Evil: 1\",\"data\":\"AAAA\"}}}";
    Answer made = server.send("PUT", "/db/a", bytes(document), "Content-Type", "application/json");
    assertEquals(201, made.status(), made::text);
    Answer answer = server.get("/db/a/x");
    assertEquals(Optional.of(BINARY), answer.header("Content-Type"));
    assertEquals(Optional.empty(), answer.header("X-Evil"));
  }
}
