package dev.couchgrass.bench.durable.opening;

import dev.couchgrass.bench.measure.Folders;
import dev.couchgrass.bench.measure.People;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.measure.Throughput;
import dev.couchgrass.bench.process.ChildJvm;
import dev.couchgrass.bench.report.Figure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens a full store again and again, each time in a new process with a small heap. */
public final class Openings {
  public static final String TABLE = "Durable: opening and space (every commit synced)";
  public static final String SPACE = "space on disk, compacted, over live JSON";
  public static final String CLEAN = "open after a close, heap of 128 MiB";
  public static final String KILLED = "open after kill -9, heap of 128 MiB";
  public static final String REBUILD = "rebuild of the index from the log (keys/s)";

  private static final String FILL_HEAP = "1g";
  private static final String OPEN_HEAP = "128m";
  private static final int ROUNDS = 5;

  /** So much is written before a process is killed; it goes on until it is. */
  private static final int AT_LEAST_WRITTEN = 20_000;

  private final Scale scale;
  private final Path folder;
  private final List<Figure> figures = new ArrayList<>();
  private long atLeast;

  private Openings(Scale scale, Path folder) {
    this.scale = scale;
    this.folder = folder;
    atLeast = scale.records();
  }

  /** Fills the folder, measures and removes it. */
  public static List<Figure> run(Scale scale, Path folder) throws IOException {
    Openings openings = new Openings(scale, folder);
    double keys = openings.fill();
    openings.openings();
    openings.rebuild(keys);
    Folders.remove(folder);
    return openings.figures;
  }

  private void figure(String row, double value, String unit) {
    figures.add(new Figure(TABLE, row, "measured", value, unit));
  }

  /** How many keys there are. */
  private double fill() throws IOException {
    List<String> arguments = new ArrayList<>(scale.arguments());
    arguments.add(folder.toString());
    List<Figure> told = ChildJvm.figures(FillFolder.class, FILL_HEAP, false, arguments);
    figure("live JSON", (double) scale.records() * People.BYTES / 1e6, "MB");
    figures.addAll(told);
    return told.stream()
        .filter(figure -> figure.row().equals(FillFolder.KEYS))
        .mapToDouble(Figure::value)
        .findFirst()
        .orElseThrow();
  }

  private void openings() throws IOException {
    List<Double> clean = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      clean.add(open(OPEN_HEAP, false));
    }
    figure(CLEAN, Throughput.median(clean), "s");
    List<Double> killed = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      writeAndKill();
      killed.add(open(OPEN_HEAP, false));
    }
    figure(KILLED, Throughput.median(killed), "s");
  }

  private double open(String heap, boolean rebuilds) throws IOException {
    List<String> arguments =
        List.of(folder.toString(), Long.toString(atLeast), Boolean.toString(rebuilds));
    return ChildJvm.figures(OpenFolder.class, heap, false, arguments).get(0).value();
  }

  /** What was told to be written must be there afterwards. */
  private void writeAndKill() throws IOException {
    // What the last one wrote before it was killed, told or not, is not written again.
    long first = atLeast + scale.records();
    List<String> arguments = List.of(folder.toString(), Long.toString(first));
    try (ChildJvm writer = ChildJvm.start(WriteUntilKilled.class, OPEN_HEAP, false, arguments)) {
      Optional<Figure> told = writer.next();
      while (told.isPresent() && told.get().value() < first + AT_LEAST_WRITTEN) {
        told = writer.next();
      }
      writer.kill();
      double next = told.orElseThrow(() -> new IOException("A writer ended by itself")).value();
      atLeast += Math.round(next) - first;
    }
  }

  /** Without its index, a store is as it is after an end that nobody trusts. */
  private void rebuild(double keys) throws IOException {
    List<Double> seconds = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      removeIndex();
      seconds.add(open(FILL_HEAP, true));
    }
    // What was written since it was filled has as many keys for each document.
    double all = keys * atLeast / scale.records();
    figure(REBUILD, all / Throughput.median(seconds), "");
    figure("rebuild, in documents/s", atLeast / Throughput.median(seconds), "");
  }

  private void removeIndex() throws IOException {
    Files.deleteIfExists(folder.resolve("roots"));
    try (DirectoryStream<Path> index = Files.newDirectoryStream(folder, "index-*.map")) {
      for (Path file : index) {
        Files.delete(file);
      }
    }
  }
}
