package dev.couchgrass.core.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentEncodingTest {
  @ParameterizedTest
  @Tag("ATT-4")
  @CsvSource({
    "text/plain, GZIP",
    "TEXT/Html; charset=utf-8, GZIP",
    "application/json ;x=y, GZIP",
    "application/javascript, GZIP",
    "application/xml, GZIP",
    "application/xhtml+xml, IDENTITY",
    "application/octet-stream, IDENTITY",
    "text, IDENTITY",
    "image/png, IDENTITY"
  })
  void followsCouchDbsDefaults(String contentType, AttachmentEncoding expected) {
    assertEquals(expected, AttachmentEncoding.of(contentType));
  }

  @Test
  void piecesDoNotMatter() throws IOException {
    byte[] data = new byte[300_000];
    Random random = new Random(7);
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) "abcdefgh".charAt(random.nextInt(8));
    }
    byte[] whole = gzip(data, data.length);
    assertArrayEquals(whole, gzip(data, 4096));
    assertArrayEquals(whole, gzip(data, 999));
    GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(whole));
    assertArrayEquals(data, in.readAllBytes());
    assertEquals(3, whole[9]);
  }

  private static byte[] gzip(byte[] data, int piece) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GzipEncoder encoder = new GzipEncoder()) {
      for (int at = 0; at < data.length; at += piece) {
        out.write(encoder.update(data, at, Math.min(piece, data.length - at)));
      }
      out.write(encoder.finish());
    }
    return out.toByteArray();
  }
}
