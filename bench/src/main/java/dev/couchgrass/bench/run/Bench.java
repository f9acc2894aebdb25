package dev.couchgrass.bench.run;

import dev.couchgrass.bench.durable.Durable;
import dev.couchgrass.bench.http.HttpLoad;
import dev.couchgrass.bench.instance.Instances;
import dev.couchgrass.bench.logs.Logs;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.report.Environment;
import dev.couchgrass.bench.report.Figure;
import dev.couchgrass.bench.report.Report;
import dev.couchgrass.bench.sync.Sync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.runner.RunnerException;

/** The command {@code bin/bench}. */
public final class Bench {
  private static final String USAGE =
      """
      bin/bench [--quick] [--write] [store] [parts] [http] [durable] [sync] [instance] [logs]

      Measures what is named, or everything, and prints tables. JSON goes to bench/target/results.
        --quick   a few minutes, to see that it runs; the figures are rough
        --write   puts the tables into docs/benchmarks.md
      """;

  private static final Path PAGE = Path.of("docs", "benchmarks.md");
  private static final Path RESULTS = Path.of("bench", "target", "results");
  private static final Path DATABASES = Path.of("bench", "target", "durable");
  private static final Path REPLICAS = Path.of("bench", "target", "sync");
  private static final Path INSTANCES = Path.of("bench", "target", "instance");
  private static final Path LOGS = Path.of("bench", "target", "logs");
  private static final String HEAP = "4g";
  private static final Set<String> PARTS =
      Set.of("store", "parts", "http", "durable", "sync", "instance", "logs");

  private Bench() {}

  /** See {@link #USAGE}. Runs in the project's folder. */
  public static void main(String[] arguments) throws IOException, RunnerException {
    Set<String> asked = new LinkedHashSet<>(List.of(arguments));
    boolean quick = asked.remove("--quick");
    boolean write = asked.remove("--write");
    if (!PARTS.containsAll(asked)) {
      System.err.print(USAGE);
      System.exit(2);
    }
    Files.createDirectories(RESULTS);
    Report report = run(asked.isEmpty() ? PARTS : asked, quick);
    System.out.print(report.markdown());
    report.writeJson(RESULTS.resolve("results.json"));
    if (write) {
      report.writeInto(PAGE);
    }
  }

  private static Report run(Set<String> asked, boolean quick) throws IOException, RunnerException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "Heap", HEAP + " (servers: " + HttpLoad.HEAP + "), touched before use; default collector");
    facts.put("Durability", "none, but for the tables that say so: the rest is in memory");
    facts.put("Documents", "300 bytes of JSON, ids in random order");
    facts.put("Mode", quick ? "quick: rough figures" : "full");
    Environment environment = Environment.of(Clock.systemUTC(), facts);
    System.err.print(environment.markdown());
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    Embedded embedded = new Embedded(effort, RESULTS, HEAP);
    List<Figure> figures = new ArrayList<>();
    if (asked.contains("store")) {
      figures.addAll(embedded.store());
    }
    if (asked.contains("http")) {
      figures.addAll(new HttpLoad(effort.request()).run());
    }
    if (asked.contains("parts")) {
      figures.addAll(embedded.parts());
    }
    if (asked.contains("durable")) {
      figures.addAll(new Durable(quick ? Scale.QUICK : Scale.FULL, DATABASES).run());
    }
    if (asked.contains("sync")) {
      figures.addAll(new Sync(quick ? Scale.QUICK : Scale.FULL, REPLICAS).run());
    }
    if (asked.contains("instance")) {
      figures.addAll(new Instances(quick ? Scale.QUICK : Scale.FULL, INSTANCES).run());
    }
    if (asked.contains("logs")) {
      figures.addAll(new Logs(quick ? Scale.QUICK : Scale.FULL, LOGS).run());
    }
    return new Report(environment, figures);
  }
}
