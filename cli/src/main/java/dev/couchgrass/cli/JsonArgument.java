package dev.couchgrass.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** JSON in an argument: the text itself or, behind an at sign, the file that has it. */
final class JsonArgument {
  private JsonArgument() {}

  static byte[] bytes(Terminal terminal, String argument) throws IOException {
    return argument.startsWith("@")
        ? Files.readAllBytes(terminal.path(argument.substring(1)))
        : argument.getBytes(StandardCharsets.UTF_8);
  }
}
