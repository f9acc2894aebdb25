package dev.couchgrass.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged command. */
public final class Packaged {
  private static final Path DIST = Path.of(System.getProperty("couchgrass.dist"));
  private static final Pattern LISTENING =
      Pattern.compile("Couchgrass is listening on http://127\\.0\\.0\\.1:(\\d+)/");

  private Packaged() {}

  /** How it is started, with more options of the JVM. */
  public static List<String> command(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("@" + DIST.resolve("java.options"));
    command.addAll(List.of("-p", DIST.resolve("lib").toString()));
    command.addAll(List.of("-cp", DIST.resolve("classpath") + "/*"));
    command.addAll(List.of("-m", "dev.couchgrass.cli/dev.couchgrass.cli.Main"));
    return command;
  }

  /** The same as a JSON array. */
  static String commandAsJson() {
    return new JsonArray(command()).encode();
  }

  /** A server in a process of its own. */
  public record Server(Process process, int port) implements AutoCloseable {
    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }

  /** Starts a server over a folder; it serves when this returns. */
  public static Server serve(Path folder, String admin, String... options) throws IOException {
    return serve(folder, admin, 0, options);
  }

  /** The same on a port of its own choice if that is 0. */
  public static Server serve(Path folder, String admin, int port, String... options)
      throws IOException {
    List<String> command = command(options);
    command.addAll(List.of("serve", "--port", Integer.toString(port), "--data", folder.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(Map.of("COUCHGRASS_ADMIN", admin));
    Process process = builder.start();
    BufferedReader output = process.inputReader(UTF_8);
    Matcher line = LISTENING.matcher(String.valueOf(output.readLine()));
    if (!line.matches()) {
      process.destroyForcibly();
      throw new IOException("The server did not start");
    }
    return new Server(process, Integer.parseInt(line.group(1)));
  }
}
