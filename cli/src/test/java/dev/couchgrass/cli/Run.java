package dev.couchgrass.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A command that ran, and what came of it. */
record Run(int exitCode, String out, String err) {
  static Run of(String... arguments) {
    return with(Map.of(), "", arguments);
  }

  static Run with(Map<String, String> environment, String in, String... arguments) {
    return with(environment, in.getBytes(StandardCharsets.UTF_8), arguments);
  }

  static Run with(Map<String, String> environment, byte[] in, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(in),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            false);
    int exitCode = Main.run(terminal, arguments);
    return new Run(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
