package dev.couchgrass.bench.process;

import dev.couchgrass.bench.report.Figure;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A class with a {@code main} in a JVM of its own, with the flags that the durable store needs.
 *
 * <p>It tells its figures by {@link #tell}; whatever else it prints goes to standard error.
 */
public final class ChildJvm implements AutoCloseable {
  private static final String FIGURE = "figure ";

  private static final List<String> FLAGS =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
          "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED");

  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts a process.
   *
   * @param heap the size of it, as the JVM's option has it
   * @param touched whether the whole heap is touched before anything is measured
   */
  public static ChildJvm start(Class<?> main, String heap, boolean touched, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add("-Xmx" + heap);
    if (touched) {
      command.addAll(List.of("-Xms" + heap, "-XX:+AlwaysPreTouch"));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    return new ChildJvm(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The figures of a process that is run to its end. */
  public static List<Figure> figures(
      Class<?> main, String heap, boolean touched, List<String> arguments) throws IOException {
    System.err.println("Running " + main.getSimpleName() + " " + String.join(" ", arguments));
    try (ChildJvm child = start(main, heap, touched, arguments)) {
      List<Figure> figures = new ArrayList<>();
      for (Optional<Figure> next = child.next(); next.isPresent(); next = child.next()) {
        figures.add(next.get());
      }
      child.requireSuccess();
      return figures;
    }
  }

  /** In the process: hands a figure over. */
  public static void tell(Figure figure) {
    System.out.println(FIGURE + figure.json().encode());
  }

  /** Waits for the next figure; empty after the process's end. */
  public Optional<Figure> next() throws IOException {
    String line = output.readLine();
    while (line != null && !line.startsWith(FIGURE)) {
      System.err.println(line);
      line = output.readLine();
    }
    return Optional.ofNullable(line)
        .map(told -> Figure.of(new JsonObject(told.substring(FIGURE.length()))));
  }

  private void requireSuccess() throws IOException {
    await();
    if (process.exitValue() != 0) {
      throw new IOException("A process of a benchmark failed, with status " + process.exitValue());
    }
  }

  /** As {@code kill -9} does it: the process does nothing any more. */
  public void kill() throws IOException {
    process.destroyForcibly();
    await();
  }

  private void await() throws IOException {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("A process of a benchmark does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a process of a benchmark ended", e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    output.close();
  }
}
