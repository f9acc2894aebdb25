package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** A server that runs in its own thread until it is interrupted. */
final class Served implements AutoCloseable {
  private static final Pattern LINE =
      Pattern.compile("Couchgrass is listening on (http://127\\.0\\.0\\.1:(\\d+)/)");

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
