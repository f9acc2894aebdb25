package dev.couchgrass.bench.logs;

import dev.couchgrass.bench.measure.Kept;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.measure.Taken;
import dev.couchgrass.bench.process.ChildJvm;
import dev.couchgrass.bench.report.Figure;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.sync.log.item.Arrival;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes operations into logs that have few, and into logs that have many; and verifies the same
 * ones, and does nothing else, in turns. Figures are medians.
 */
public final class IngestRounds {
  /** Where the figures go. */
  static final String TABLE = "Signed logs: operations taken in, 1,000 at a time";

  static final String SHARE = "of raw verification on all cores";
  static final String GROWS = "cost grows";
  private static final int FEW = 1_000;
  private static final int STEP = 5_000;
  private static final int ROUNDS = 7;

  private final Vertx vertx;
  private final Kept kept;
  private final Path folder;
  private final Authors authors = new Authors();
  private final List<Taken> raw = new ArrayList<>();

  private IngestRounds(Vertx vertx, Kept kept, Path folder) {
    this.vertx = vertx;
    this.kept = kept;
    this.folder = folder;
  }

  /** Arguments: the {@link Scale}, the name of a {@link Kept}, and a folder of its own. */
  public static void main(String[] arguments) throws Exception {
    int many = Scale.of(arguments).records();
    Vertx vertx = Vertx.vertx();
    new IngestRounds(vertx, Kept.valueOf(arguments[2]), Path.of(arguments[3])).run(many);
    vertx.close().await();
  }

  private void run(int many) throws Exception {
    LogHome home = LogHome.make(vertx, kept, folder);
    // What comes first warms up the rest, and is not counted.
    home.ingest(arrivals(authors.next(FEW)));
    rounds(home);
    raw.clear();
    List<Taken> few = rounds(home);
    int filled = FEW + 2 * ROUNDS * STEP;
    for (; filled < many; filled += STEP) {
      home.fill(authors.topic(), authors.next(STEP));
    }
    List<Taken> large = rounds(home);
    home.remove();
    tell(column(FEW), few);
    tell(column(many), large);
    tell("taken in", GROWS, Taken.seconds(large) / Taken.seconds(few), "×");
  }

  private List<Taken> rounds(LogHome home) throws Exception {
    List<Taken> rounds = new ArrayList<>();
    try (Verification verification = new Verification()) {
      for (int i = 0; i < ROUNDS; i++) {
        List<Operation> operations = authors.next(STEP);
        raw.add(Taken.by(() -> verification.run(operations)));
        List<Arrival> arrivals = arrivals(operations);
        rounds.add(Taken.by(() -> home.ingest(arrivals)));
      }
    }
    return rounds;
  }

  private List<Arrival> arrivals(List<Operation> operations) {
    return operations.stream()
        .map(each -> Arrival.of(each, authors.topic().logId(), authors.topic()))
        .toList();
  }

  private static String column(int count) {
    return String.format(Locale.ROOT, "from %,d on", count);
  }

  private void tell(String column, List<Taken> rounds) {
    tell("raw verification, all cores", column, STEP / Taken.seconds(raw), "");
    tell("taken in", column, STEP / Taken.seconds(rounds), "");
    tell(SHARE, column, 100 * Taken.seconds(raw) / Taken.seconds(rounds), "%");
    tell("processor time of each", column, Taken.processor(rounds) / STEP * 1e6, "µs");
  }

  private void tell(String row, String column, double value, String unit) {
    ChildJvm.tell(new Figure(TABLE, kept.title() + ", " + row, column, value, unit));
  }
}
