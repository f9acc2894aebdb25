package dev.couchgrass.server.multipart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.multipart.Bodies.Part;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {
  private static PieceStream stream(String text) {
    return new PieceStream(List.of(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static List<Part> read(String text) {
    return Bodies.read(stream(text), "b").result();
  }

  private static Throwable failure(String text) {
    return Bodies.read(stream(text), "b").cause();
  }

  private static MultipartReader reader(PieceStream stream, MultipartLimits limits) {
    return new MultipartReader(stream, MediaType.parse("multipart/mixed; boundary=b"), limits);
  }

  @Test
  void preambleAndEpilogueArePassedOver() {
    assertEquals(
        List.of(new Part(Map.of(), "x")), read("hello\r\nthere\r\n--b\r\n\r\nx\r\n--b--\r\nbye"));
  }

  @Test
  void noPartsAtAll() {
    assertEquals(List.of(), read("--b--"));
  }

  @Test
  void aPartWithoutContentNeedsNoLineBreakOfItsOwn() {
    assertEquals(List.of(new Part(Map.of("a", "1"), "")), read("--b\r\nA: 1\r\n\r\n--b--"));
  }

  @Test
  void whiteSpaceAfterADelimiterIsPadding() {
    assertEquals(List.of(new Part(Map.of(), "x")), read("--b \t\r\n\r\nx\r\n--b--"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--b",
        "--bc\r\n\r\nx\r\n--b--",
        "--b\r\nno colon\r\n\r\nx\r\n--b--",
        "x--b--"
      })
  void malformedBodiesAreBadRequests(String text) {
    assertEquals(ErrorCode.BAD_REQUEST, ((StoreException) failure(text)).code());
  }

  @Test
  void limitsHold() {
    MultipartLimits limits = new MultipartLimits(20, 1);
    for (String body :
        List.of(
            "--b\r\nA: " + "x".repeat(30) + "\r\n\r\n\r\n--b--",
            "--b\r\nA: " + "x".repeat(30),
            "x".repeat(30) + "\r\n--b--")) {
      Future<Optional<MultipartPart>> part = reader(stream(body), limits).next();
      assertEquals(ErrorCode.TOO_LARGE, ((StoreException) part.cause()).code());
    }
    MultipartReader reader = reader(stream("--b\r\n\r\n\r\n--b\r\n\r\n\r\n--b--"), limits);
    assertTrue(reader.next().succeeded());
    assertEquals(ErrorCode.TOO_LARGE, ((StoreException) reader.next().cause()).code());
  }

  @Test
  void nothingIsTakenThatNobodyAsksFor() {
    List<byte[]> pieces = new ArrayList<>();
    pieces.add("--b\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    for (int i = 0; i < 100; i++) {
      pieces.add("0123456789".getBytes(StandardCharsets.ISO_8859_1));
    }
    pieces.add("\r\n--b--".getBytes(StandardCharsets.ISO_8859_1));
    PieceStream stream = new PieceStream(pieces);
    MultipartReader reader = reader(stream, MultipartLimits.DEFAULTS);
    MultipartPart part = reader.next().result().orElseThrow();
    assertTrue(stream.given <= 2);
    int[] seen = new int[1];
    part.handler(bytes -> seen[0] += bytes.length());
    part.fetch(3);
    assertEquals(30, seen[0]);
    assertTrue(stream.given <= 5);
    Future<Optional<MultipartPart>> next = reader.next();
    assertEquals(Optional.empty(), next.result(), "The rest is passed over");
    assertEquals(30, seen[0]);
  }

  @Test
  void aFailureReachesWhoeverReadsThePart() {
    PieceStream stream = stream("--b\r\n\r\nxyz");
    MultipartPart part = reader(stream, MultipartLimits.DEFAULTS).next().result().orElseThrow();
    List<Throwable> failures = new ArrayList<>();
    part.exceptionHandler(failures::add).handler(bytes -> {}).resume();
    assertEquals(1, failures.size());
    assertFalse(failures.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/mixed", "multipart/mixed; boundary=", "multipart/mixed;=;\""})
  void aBoundaryIsNeeded(String type) {
    assertThrows(StoreException.class, () -> MediaType.parse(type).boundary());
    assertThrows(
        StoreException.class,
        () -> MediaType.parse("multipart/mixed; boundary=" + "x".repeat(71)).boundary());
  }

  @Test
  void parametersAreUnquoted() {
    MediaType type =
        MediaType.parse("Multipart/Related;type=a ; Boundary=\"a;\\\"b\"; filename*=x; q");
    assertEquals("multipart/related", type.value());
    assertEquals("a;\"b", type.boundary());
    assertEquals(Optional.of("a"), type.parameter("type"));
  }
}
