package dev.couchgrass.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged command, as {@code bin/couchgrass} starts it. */
final class Distribution {
  static final Path FOLDER = Path.of("target", "dist").toAbsolutePath();
  static final Path LIB = FOLDER.resolve("lib");
  static final String COMMAND = "dev.couchgrass.cli/dev.couchgrass.cli.Main";

  private static final Path JDK = Path.of(System.getProperty("java.home"));

  private Distribution() {}

  /** What runs the command with these arguments. */
  static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                tool("java"),
                "@" + FOLDER.resolve("java.options"),
                "-p",
                LIB.toString(),
                "-cp",
                FOLDER.resolve("classpath") + "/*",
                "-m",
                COMMAND));
    command.addAll(List.of(arguments));
    return command;
  }

  static String tool(String name) {
    return JDK.resolve("bin").resolve(name).toString();
  }
}
