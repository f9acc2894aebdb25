package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServeCommandTest {
  private static final Pattern LINE =
      Pattern.compile("Couchgrass is listening on (http://127\\.0\\.0\\.1:(\\d+)/)");

  /** A server that runs in its own thread until it is interrupted. */
  private static final class Served implements AutoCloseable {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Thread thread;
    private final BufferedReader reader;
    private final Matcher line;

    Served(Map<String, String> environment, String... arguments) throws IOException {
      PipedInputStream lines = new PipedInputStream();
      Terminal terminal =
          new Terminal(
              InputStream.nullInputStream(),
              new PipedOutputStream(lines),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              environment,
              false);
      thread = new Thread(() -> exitCode.complete(Main.run(terminal, arguments)), "serve");
      thread.start();
      reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
      line = LINE.matcher(String.valueOf(reader.readLine()));
      assertTrue(line.matches(), () -> line + err.toString(StandardCharsets.UTF_8));
    }

    String url() {
      return line.group(1);
    }

    String port() {
      return line.group(2);
    }

    String nextLine() throws IOException {
      return String.valueOf(reader.readLine());
    }

    String said() {
      return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      thread.interrupt();
      assertEquals(ExitCode.DONE, exitCode.join());
    }
  }

  @Test
  void servesUntilItIsInterrupted() throws IOException {
    String url;
    try (Served served = new Served(Map.of(), "serve", "--port", "0", "--open", "--memory")) {
      url = served.url();
      assertEquals(ExitCode.DONE, Run.of("load", "db", "--url", url).exitCode());
      assertFalse(served.said().contains("administrator"), served.said());
      assertTrue(served.said().contains("everybody who reaches the port may do everything"));
    }
    assertEquals(ExitCode.UNREACHABLE, Run.of("info", "--url", url).exitCode());
  }

  @Test
  void printsHowToLogInIfItMadeTheAdministrator() throws IOException {
    try (Served served = new Served(Map.of(), "serve", "--port", "0")) {
      String logIn = served.nextLine();
      Matcher paste = Pattern.compile("Log in with (http://admin:\\S+@127\\S+/)").matcher(logIn);
      assertTrue(paste.matches(), logIn);
      assertEquals(ExitCode.DONE, Run.of("load", "db", "--url", paste.group(1)).exitCode());
      assertEquals(ExitCode.FAILED, Run.of("load", "db2", "--url", served.url()).exitCode());
      assertFalse(served.said().contains("admin:"), served.said());
      assertTrue(served.said().contains("An administrator was made"), served.said());
    }
  }

  @Test
  void theAdministratorOfTheEnvironmentIsNotRepeated() throws IOException {
    Map<String, String> environment = Map.of("COUCHGRASS_ADMIN", "anna:geheim");
    try (Served served = new Served(environment, "serve", "--port", "0")) {
      assertFalse(served.said().contains("geheim"), served.said());
      Run load = Run.with(environment, "{}", "load", "db", "--url", served.url());
      assertEquals(ExitCode.DONE, load.exitCode(), load.err());
    }
  }

  @Test
  void aTakenPortIsSaid() throws IOException {
    try (Served served = new Served(Map.of(), "serve", "--port", "0", "--open")) {
      Run second = Run.of("serve", "--port", served.port(), "--open");
      assertEquals(ExitCode.FAILED, second.exitCode());
      assertEquals(1, second.err().lines().count(), second.err());
      assertTrue(second.err().contains("port " + served.port() + " is taken"), second.err());
    }
  }
}
