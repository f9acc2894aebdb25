package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the commands say of servers that break off, and of what is none. */
@Timeout(60)
class BrokenServerTest {
  private static final String FOUND =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
  private static final String ENDLESS =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "19\r\n{\"id\":\"a\",\"seq\":\"1-x\"}\r\n\r\n";

  /** Answers requests with these texts, one after another on any connection, and then dies. */
  private static final class DyingServer implements AutoCloseable {
    private final ServerSocket listener;
    private final CompletableFuture<Void> served;

    DyingServer(String... answers) throws IOException {
      listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
      served = CompletableFuture.runAsync(() -> serve(answers));
    }

    private void serve(String... answers) {
      int next = 0;
      while (next < answers.length) {
        try (Socket socket = listener.accept()) {
          BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
          while (next < answers.length && readHead(lines)) {
            socket.getOutputStream().write(answers[next].getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            next++;
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    private static boolean readHead(BufferedReader lines) throws IOException {
      String line = lines.readLine();
      while (line != null && !line.isEmpty()) {
        line = lines.readLine();
      }
      return line != null;
    }

    String url() {
      return "http://127.0.0.1:" + listener.getLocalPort() + '/';
    }

    @Override
    public void close() throws IOException {
      listener.close();
      served.join();
    }
  }

  private static void assertSays(String rest, String method, Run run, String url) {
    assertEquals(ExitCode.FAILED, run.exitCode(), run.err());
    String last = run.err().lines().reduce((first, second) -> second).orElse("");
    assertEquals("couchgrass: " + method + ' ' + url + rest, last);
  }

  @Test
  void aPortThatSpeaksNoHttp() throws IOException {
    try (DyingServer server = new DyingServer("SSH-2.0-OpenSSH_9.2\r\n")) {
      Run run = Run.of("info", "--url", server.url());
      assertSays(": what answers there speaks no HTTP", "GET", run, server.url());
      assertEquals(1, run.err().lines().count(), run.err());
    }
  }

  @Test
  void aServerThatDiesDuringALoad() throws IOException {
    try (DyingServer server = new DyingServer(FOUND, "")) {
      Run run = Run.with(Map.of(), "{}", "load", "db", "--url", server.url());
      assertSays(
          "db/_bulk_docs: the connection broke before the whole answer came",
          "POST",
          run,
          server.url());
    }
  }

  @Test
  void aServerThatDiesDuringAFeed() throws IOException {
    try (DyingServer server = new DyingServer(ENDLESS)) {
      Run run = Run.of("changes", "db", "--follow", "--url", server.url());
      assertSays(
          "db/_changes: the connection broke before the whole answer came",
          "GET",
          run,
          server.url());
      assertTrue(run.out().contains("\"id\":\"a\""), run.out());
    }
  }
}
