package dev.couchgrass.bench.instance;

import dev.couchgrass.bench.measure.Kept;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.measure.Taken;
import dev.couchgrass.bench.measure.Throughput;
import dev.couchgrass.bench.process.ChildJvm;
import dev.couchgrass.bench.report.Figure;
import dev.couchgrass.core.entry.Entry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The same entries, verified and nothing else, and taken into new instances, in turns. Figures are
 * medians.
 */
public final class IngestRounds {
  /** Where the figures go. */
  static final String TABLE = "Signed databases: entries taken in, 1,000 at a time";

  static final String SHARE = "of raw verification on all cores";
  private static final String RAW = "raw verification, all cores (entries/s)";
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 7;

  private final Vertx vertx;
  private final Kept kept;
  private final Path folder;
  private final List<Taken> raw = new ArrayList<>();
  private final List<Taken> alone = new ArrayList<>();
  private final List<Taken> reading = new ArrayList<>();
  private final List<Taken> ingest = new ArrayList<>();

  private IngestRounds(Vertx vertx, Kept kept, Path folder) {
    this.vertx = vertx;
    this.kept = kept;
    this.folder = folder;
  }

  /** Arguments: the {@link Scale}, the name of a {@link Kept}, and a folder of its own. */
  public static void main(String[] arguments) throws Exception {
    int entries = Scale.of(arguments).records() / 50;
    Vertx vertx = Vertx.vertx();
    new IngestRounds(vertx, Kept.valueOf(arguments[2]), Path.of(arguments[3])).run(entries);
    vertx.close().await();
  }

  private void run(int count) throws Exception {
    Home origin = Home.make(vertx, Kept.MEMORY, folder);
    Chain chain = Chain.begin(origin.user());
    origin.remove();
    List<Entry> entries = chain.next(count);
    try (Verification verification = new Verification(chain.key())) {
      for (int i = 0; i < WARM_UPS; i++) {
        turn(chain, entries, verification);
      }
      List.of(raw, alone, reading, ingest).forEach(List::clear);
      for (int i = 0; i < ROUNDS; i++) {
        turn(chain, entries, verification);
      }
    }
    tellAll(entries);
  }

  private void turn(Chain chain, List<Entry> entries, Verification verification) throws Exception {
    raw.add(Taken.by(() -> verification.run(entries, Verification.CORES)));
    ingest.add(ingest(chain, entries));
    alone.add(Taken.by(() -> verification.run(entries, 1)));
    reading.add(Taken.by(() -> entries.forEach(entry -> Entry.decode(entry.bytes()))));
  }

  private Taken ingest(Chain chain, List<Entry> entries) throws IOException, Exception {
    Home home = Home.make(vertx, kept, folder);
    home.put(chain.database(), chain.founding());
    Taken taken = Taken.by(() -> home.put(chain.database(), entries));
    home.remove();
    return taken;
  }

  private void tellAll(List<Entry> entries) {
    int count = entries.size();
    tell(RAW, count / Taken.seconds(raw), "");
    tell("raw verification, one thread (entries/s)", count / Taken.seconds(alone), "");
    tell("taken in (entries/s)", count / Taken.seconds(ingest), "");
    tell(SHARE, share(), "%");
    tell("processor time of raw verification, each", Taken.processor(raw) / count * 1e6, "µs");
    tell("processor time of taking in, each", Taken.processor(ingest) / count * 1e6, "µs");
    tell("read from bytes before that, one thread", count / Taken.seconds(reading), "");
    double bytes = entries.stream().mapToInt(entry -> entry.bytes().length).average().orElse(0);
    tell("bytes of an entry", bytes, "");
  }

  /** Of neighbours, so that what else the machine does hits both. */
  private double share() {
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < raw.size(); i++) {
      shares.add(100 * raw.get(i).seconds() / ingest.get(i).seconds());
    }
    return Throughput.median(shares);
  }

  private void tell(String row, double value, String unit) {
    ChildJvm.tell(new Figure(TABLE, row, kept.title(), value, unit));
  }
}
