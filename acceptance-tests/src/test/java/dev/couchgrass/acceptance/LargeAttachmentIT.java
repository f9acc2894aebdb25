package dev.couchgrass.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An attachment four times as large as the heap of a server goes in and, after a restart, out: 256
 * MiB with 64 MiB, or, with {@code -Dattachments.large}, 1 GiB with 256 MiB.
 */
@Timeout(900)
class LargeAttachmentIT {
  private static final int HEAP = System.getProperty("attachments.large") == null ? 64 : 256;
  private static final int MEBIBYTES = 4 * HEAP;
  private static final int PIECE = 1 << 20;
  private static final String ADMIN = "admin:large";

  @TempDir Path folder;

  @Test
  void streamsInAndOut() throws IOException {
    long expected;
    try (Packaged.Server server = serve()) {
      assertEquals(201, open(server, "PUT", "db").getResponseCode());
      expected = put(open(server, "PUT", "db/doc/file"));
    }
    try (Packaged.Server server = serve()) {
      assertEquals(expected, get(open(server, "GET", "db/doc/file")));
    }
  }

  private Packaged.Server serve() throws IOException {
    return Packaged.serve(folder, ADMIN, "-Xmx" + HEAP + "m");
  }

  private static HttpURLConnection open(Packaged.Server server, String method, String path)
      throws IOException {
    URI url = URI.create("http://127.0.0.1:" + server.port() + '/' + path);
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setRequestMethod(method);
    String credentials = Base64.getEncoder().encodeToString(ADMIN.getBytes(UTF_8));
    connection.setRequestProperty("Authorization", "Basic " + credentials);
    return connection;
  }

  /** Returns the checksum of what was sent. */
  private static long put(HttpURLConnection connection) throws IOException {
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode((long) MEBIBYTES * PIECE);
    connection.setRequestProperty("Content-Type", "image/png");
    CRC32C crc = new CRC32C();
    Random random = new Random(MEBIBYTES);
    byte[] piece = new byte[PIECE];
    try (OutputStream out = connection.getOutputStream()) {
      for (int i = 0; i < MEBIBYTES; i++) {
        random.nextBytes(piece);
        crc.update(piece);
        out.write(piece);
      }
    }
    assertEquals(201, connection.getResponseCode());
    return crc.getValue();
  }

  private static long get(HttpURLConnection connection) throws IOException {
    assertEquals(200, connection.getResponseCode());
    assertEquals((long) MEBIBYTES * PIECE, connection.getContentLengthLong());
    CRC32C crc = new CRC32C();
    byte[] piece = new byte[PIECE];
    try (InputStream in = connection.getInputStream()) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        crc.update(piece, 0, read);
      }
    }
    return crc.getValue();
  }
}
