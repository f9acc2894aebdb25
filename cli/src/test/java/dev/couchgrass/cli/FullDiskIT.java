package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged server where there is no room: here no file may be longer than the shell allows,
 * which fails writes as a full disk does, and needs no right to make one.
 */
@Timeout(180)
class FullDiskIT {
  /** In blocks of 512 bytes, as shells count: 8 MiB. */
  private static final int LIMIT = 16 * 1024;

  private static final int DOCUMENT_BYTES = 200_000;
  private static final int MOST_DOCUMENTS = 100;
  private static final String NO_ROOM = "There is no room on the disk; nothing of this was written";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, byte[]> written = new HashMap<>();

  @TempDir Path folder;

  @Test
  void writesAreRefusedReadsGoOnAndNothingIsLost() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "There is a shell that limits files");
    Path log = folder.resolve("log");
    List<String> limited = List.of("/bin/sh", "-c", "ulimit -f " + LIMIT + " && exec \"$@\"", "sh");
    String refused;
    try (Server server = new Server(limited, log)) {
      assertEquals(201, server.put("db", new byte[0]).statusCode());
      refused = fill(server);
      requireRefused(server, refused);
      requireAll(server);
      requireRefused(server, "another");
      assertEquals(404, server.get("db/" + refused).statusCode());
    }
    String said = read(log);
    assertTrue(said.contains("Caused by: java.io.IOException: File too large"), said);
    try (Server server = new Server(List.of(), folder.resolve("log2"))) {
      requireAll(server);
      assertEquals(404, server.get("db/" + refused).statusCode());
      assertEquals(201, put(server, refused).statusCode());
      requireAll(server);
    }
    Process check =
        new ProcessBuilder(Distribution.command("check", "--data", data().toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(ExitCode.DONE, check.waitFor(), output);
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** Writes until there is no room. Answers the document that was refused. */
  private String fill(Server server) throws Exception {
    for (int i = 0; i < MOST_DOCUMENTS; i++) {
      String id = "doc" + i;
      if (put(server, id).statusCode() != 201) {
        assertTrue(written.size() > 20, () -> "Only " + written.size() + " documents");
        return id;
      }
    }
    throw new AssertionError("There was room for everything");
  }

  private HttpResponse<byte[]> put(Server server, String id) throws Exception {
    byte[] text = new byte[DOCUMENT_BYTES];
    new Random(id.hashCode()).nextBytes(text);
    HttpResponse<byte[]> response = server.put("db/" + id + "/bytes", text);
    if (response.statusCode() == 201) {
      written.put(id, text);
    }
    return response;
  }

  private void requireRefused(Server server, String id) throws Exception {
    HttpResponse<byte[]> response = put(server, id);
    String body = new String(response.body(), StandardCharsets.UTF_8);
    assertEquals(500, response.statusCode(), body);
    assertTrue(body.contains("\"error\":\"internal_server_error\""), body);
    assertTrue(body.contains(NO_ROOM), body);
  }

  private void requireAll(Server server) throws Exception {
    for (Map.Entry<String, byte[]> document : written.entrySet()) {
      HttpResponse<byte[]> response = server.get("db/" + document.getKey() + "/bytes");
      assertEquals(200, response.statusCode(), document.getKey());
      assertArrayEquals(document.getValue(), response.body(), document.getKey());
    }
  }

  /** The packaged command, serving. */
  private final class Server implements AutoCloseable {
    private final Process process;
    private final URI url;

    Server(List<String> shell, Path log) throws IOException {
      List<String> command = new ArrayList<>(shell);
      command.addAll(
          Distribution.command("serve", "--open", "--port", "0", "--data", data().toString()));
      process = new ProcessBuilder(command).redirectError(log.toFile()).start();
      String line = String.valueOf(process.inputReader(StandardCharsets.UTF_8).readLine());
      assertTrue(line.contains("http"), () -> line + read(log));
      url = URI.create(line.substring(line.indexOf("http")));
    }

    HttpResponse<byte[]> put(String path, byte[] body) throws Exception {
      return client.send(
          HttpRequest.newBuilder(url.resolve(path))
              .header("Content-Type", "application/octet-stream")
              .PUT(BodyPublishers.ofByteArray(body))
              .build(),
          BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path) throws Exception {
      return client.send(
          HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }
}
