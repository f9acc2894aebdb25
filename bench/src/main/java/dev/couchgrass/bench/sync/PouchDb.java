package dev.couchgrass.bench.sync;

import dev.couchgrass.bench.http.TargetProcess;
import dev.couchgrass.bench.measure.Throughput;
import dev.couchgrass.bench.report.Figure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PouchDB's replicator in Node: the yardstick. */
final class PouchDb {
  private static final Path PACKAGES = Path.of("acceptance-tests", "js");
  private static final Path SCRIPT = Path.of("bench", "src", "main", "js", "replicate.js");
  private static final int DOCUMENTS = 10_000;
  private static final int ROUNDS = 5;
  private static final String COLUMN = "10,000";

  /** What the script calls a way, and what the table does. */
  private record Way(String name, String row) {}

  private static final List<Way> WAYS =
      List.of(
          new Way("memory", "yardstick: PouchDB, memory → memory"),
          new Way("push", "yardstick: PouchDB, pushed from its memory to our server"),
          new Way("pull", "yardstick: PouchDB, pulled from our server into its memory"));

  private PouchDb() {}

  /** Runs it; nothing, visibly, where there is no Node. */
  static List<Figure> run() throws IOException {
    if (!hasNode()) {
      System.err.println("Skipped: PouchDB, for there is no Node");
      return List.of();
    }
    if (!Files.exists(PACKAGES.resolve("node_modules/pouchdb"))) {
      output(List.of("npm", "ci", "--no-audit", "--no-fund"));
    }
    System.err.println("Running PouchDB");
    try (TargetProcess server = Site.start("2g")) {
      String url = "http://127.0.0.1:" + server.port();
      String script = SCRIPT.toAbsolutePath().toString();
      String count = Integer.toString(DOCUMENTS);
      String told = output(List.of("node", script, url, count, Integer.toString(ROUNDS)));
      return figures(new JsonObject(told));
    }
  }

  private static List<Figure> figures(JsonObject seconds) {
    List<Figure> figures = new ArrayList<>();
    for (Way way : WAYS) {
      JsonArray rounds = seconds.getJsonArray(way.name());
      List<Double> each = rounds.stream().map(taken -> ((Number) taken).doubleValue()).toList();
      double perSecond = DOCUMENTS / Throughput.median(each);
      figures.add(new Figure(SyncRounds.COPIES, way.row(), COLUMN, perSecond, ""));
    }
    return figures;
  }

  private static boolean hasNode() {
    try {
      new ProcessBuilder("node", "--version").start().getInputStream().readAllBytes();
      return true;
    } catch (IOException absent) {
      return false;
    }
  }

  private static String output(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(PACKAGES.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("A command of a benchmark failed: " + command);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a command of a benchmark ran", e);
    }
    return told;
  }
}
