package dev.couchgrass.bench.report;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where and on what a run took place. Figures without it mean nothing. */
public record Environment(Map<String, String> facts) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  /** What can be found out, and what the caller knows. */
  public static Environment of(Clock clock, Map<String, String> known) {
    Runtime runtime = Runtime.getRuntime();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Date", LocalDate.now(clock).toString());
    facts.put("Commit", commit());
    facts.put("Cores", runtime.availableProcessors() + " (" + processor() + ")");
    facts.put(
        "System",
        System.getProperty("os.name") + " " + System.getProperty("os.version", "unknown"));
    facts.put("JDK", System.getProperty("java.vm.name") + " " + Runtime.version());
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    facts.put("Load average before the run", String.format(Locale.ROOT, "%.1f", load));
    facts.putAll(known);
    return new Environment(facts);
  }

  private static String processor() {
    if (!Files.isReadable(PROCESSORS)) {
      return System.getProperty("os.arch", "unknown");
    }
    try {
      return Files.readAllLines(PROCESSORS).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.replaceFirst("^[^:]*:\\s*", ""))
          .findFirst()
          .orElse(System.getProperty("os.arch", "unknown"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code git describe} tells it; a tree with changes is marked. */
  private static String commit() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return answer.isEmpty() ? "unknown" : answer;
    } catch (IOException e) {
      return "unknown";
    }
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    facts.forEach(json::put);
    return json;
  }

  /** A line for each fact, in Markdown. */
  public String markdown() {
    StringBuilder out = new StringBuilder();
    facts.forEach(
        (name, fact) -> out.append("- ").append(name).append(": ").append(fact).append('\n'));
    return out.toString();
  }
}
