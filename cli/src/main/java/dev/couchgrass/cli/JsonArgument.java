package dev.couchgrass.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** JSON in an argument: the text itself or, behind an at sign, the file that has it. */
final class JsonArgument {
  private JsonArgument() {}

  static byte[] bytes(Terminal terminal, String argument) throws IOException {
    if (!argument.startsWith("@")) {
      return argument.getBytes(StandardCharsets.UTF_8);
    }
    try (InputStream in = terminal.files().open(argument.substring(1))) {
      return in.readAllBytes();
    }
  }
}
