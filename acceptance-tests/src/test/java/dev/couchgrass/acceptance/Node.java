package dev.couchgrass.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Node and npm, as this machine has them. */
public final class Node {
  private static final int OLDEST = 18;
  private static final long INSTALL_MINUTES = 10;

  private Node() {}

  public static boolean isPresent() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("node", "--version").start();
      String version = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor() == 0
          && Integer.parseInt(version.substring(1, version.indexOf('.'))) >= OLDEST;
    } catch (IOException absent) {
      return false;
    }
  }

  /** Installs exactly what the lock file names, unless that was done since it last changed. */
  public static void install(Path folder) throws IOException, InterruptedException {
    Path done = folder.resolve("node_modules/.package-lock.json");
    Path lock = folder.resolve("package-lock.json");
    if (Files.exists(done)
        && Files.getLastModifiedTime(done).compareTo(Files.getLastModifiedTime(lock)) >= 0) {
      return;
    }
    run(folder, List.of("npm", "ci", "--no-audit", "--no-fund"), Map.of(), INSTALL_MINUTES);
  }

  /**
   * Runs a script with Node's own test runner, and fails with what it printed.
   *
   * @param minutes after which the script is ended: Node itself waits for ever for a test that left
   *     a connection open
   */
  static void test(Path folder, Path script, Map<String, String> environment, long minutes)
      throws IOException, InterruptedException {
    run(
        folder,
        List.of("node", "--test", "--test-reporter=spec", script.toString()),
        environment,
        minutes);
  }

  private static void run(
      Path folder, List<String> command, Map<String, String> environment, long minutes)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("couchgrass-node", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
      String printed = Files.readString(output);
      System.out.println(printed);
      assertTrue(ended, "took longer than " + minutes + " minutes: " + command);
      assertEquals(0, process.exitValue(), printed);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
