package dev.couchgrass.acceptance;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the JVM that the tests run on once more, with their class path. */
public final class ChildJvm {
  private ChildJvm() {}

  /**
   * Runs a class.
   *
   * @param errors where it tells what goes wrong
   * @param options of the JVM, beside the modules that this one opens
   */
  public static Process start(File errors, List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(errors).start();
  }
}
