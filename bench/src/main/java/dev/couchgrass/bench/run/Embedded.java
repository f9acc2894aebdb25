package dev.couchgrass.bench.run;

import dev.couchgrass.bench.report.Figure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks, each in a process of its own. */
final class Embedded {
  private static final String STORE = "Embedded, on the heap (operations per second)";
  private static final String PARTS = "Parts (time per operation, by the number of revisions)";
  private static final String SIZE = "documents";

  /** Runs of which the first ones warm up the others, by size: a load of many documents is long. */
  private static final Map<Integer, int[]> LOADS =
      Map.of(10_000, new int[] {20, 20}, 100_000, new int[] {4, 4}, 1_000_000, new int[] {1, 3});

  /** Names of benchmarks, and what they are called in the report. */
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("Load.load", "load from empty, batches of 500");
    NAMES.put("Writes.bulk", "bulk write, batches of 500");
    NAMES.put("Writes.put", "put");
    NAMES.put("Writes.update", "get and update");
    NAMES.put("Reads.get", "get");
    NAMES.put("Reads.getOnTwoThreads", "get, on two threads");
    NAMES.put("Reads.allDocs", "rows of all docs, ranges of 1,000");
    NAMES.put("Reads.allDocsWithDocuments", "rows of all docs, with documents");
    NAMES.put("Reads.changes", "changes, 1,000 at a time");
    NAMES.put("Yardsticks.hashMap", "yardstick: get from a HashMap");
    NAMES.put("Yardsticks.skipList", "yardstick: get from a ConcurrentSkipListMap");
    NAMES.put("Reading.read", "read a document of 300 bytes");
    NAMES.put("Reading.readAndHash", "read it and make its revision id");
    NAMES.put("Trees.decode", "decode a tree");
    NAMES.put("Trees.encode", "encode a tree");
    NAMES.put("Trees.extend", "extend the winner");
    NAMES.put("Trees.mergeKnown", "merge what is known");
    NAMES.put("Trees.mergeFork", "merge a fork");
  }

  private final Effort effort;
  private final Path folder;
  private final String heap;

  /**
   * @param folder takes JMH's own output
   * @param heap size of it, as the JVM's option has it
   */
  Embedded(Effort effort, Path folder, String heap) {
    this.effort = effort;
    this.folder = folder;
    this.heap = heap;
  }

  List<Figure> store() throws RunnerException {
    List<Figure> figures = new ArrayList<>();
    for (int size : effort.sizes()) {
      int[] runs = LOADS.getOrDefault(size, new int[] {1, 1});
      figures.addAll(
          run(
              "Load." + size,
              options("store.Load")
                  .param(SIZE, Integer.toString(size))
                  .warmupIterations(runs[0])
                  .measurementIterations(runs[1])));
    }
    String[] sizes = effort.sizes().stream().map(String::valueOf).toArray(String[]::new);
    figures.addAll(run("Writes", options("store.Writes").param(SIZE, sizes)));
    figures.addAll(run("Reads", options("store.Reads").param(SIZE, sizes)));
    figures.addAll(run("Yardsticks", options("store.Yardsticks").param(SIZE, sizes)));
    return withCurve(figures);
  }

  List<Figure> parts() throws RunnerException {
    List<Figure> figures = new ArrayList<>(run("Trees", options("micro.Trees")));
    figures.addAll(run("Reading", options("micro.Reading")));
    return figures;
  }

  private ChainedOptionsBuilder options(String include) {
    TimeValue time = TimeValue.milliseconds(effort.iteration().toMillis());
    return new OptionsBuilder()
        .include("\\." + include + "\\.")
        .forks(1)
        .warmupIterations(effort.warmups())
        .warmupTime(time)
        .measurementIterations(effort.measurements())
        .measurementTime(time)
        .shouldFailOnError(true)
        // Else the first round through the heap measures how fast the system hands out pages.
        .jvmArgs("-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch");
  }

  private List<Figure> run(String name, ChainedOptionsBuilder options) throws RunnerException {
    System.err.println("Running " + name + " ...");
    String log = folder.resolve("jmh-" + name + ".log").toString();
    Collection<RunResult> results = new Runner(options.output(log).build()).run();
    return results.stream().map(Embedded::figure).toList();
  }

  private static Figure figure(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    String name = benchmark.replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1");
    String row = NAMES.getOrDefault(name, name);
    double score = result.getPrimaryResult().getScore();
    String size = result.getParams().getParam(SIZE);
    if (size == null) {
      String revisions = result.getParams().getParam("revisions");
      return new Figure(PARTS, row, revisions == null ? "1" : grouped(revisions), score, "ns");
    }
    // A load is timed as a whole, in milliseconds.
    double perSecond = name.startsWith("Load.") ? Integer.parseInt(size) * 1000 / score : score;
    return new Figure(STORE, row, grouped(size) + " documents", perSecond, "");
  }

  private static String grouped(String number) {
    return String.format(Locale.ROOT, "%,d", Long.parseLong(number));
  }

  /** Adds what an operation costs at the largest size, over what it costs at the smallest. */
  private static List<Figure> withCurve(List<Figure> figures) {
    Map<String, List<Figure>> rows = new LinkedHashMap<>();
    figures.forEach(f -> rows.computeIfAbsent(f.row(), row -> new ArrayList<>()).add(f));
    List<Figure> all = new ArrayList<>(figures);
    rows.forEach(
        (row, sizes) -> {
          double cost = sizes.get(0).value() / sizes.get(sizes.size() - 1).value();
          all.add(new Figure(STORE, row, "cost grows", cost, "×"));
        });
    return all;
  }
}
