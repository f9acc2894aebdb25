package dev.couchgrass.bench.instance;

import dev.couchgrass.bench.measure.Kept;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.measure.Taken;
import dev.couchgrass.bench.process.ChildJvm;
import dev.couchgrass.bench.report.Figure;
import dev.couchgrass.core.entry.Entry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts entries into a database that has few, and one that has many. Figures are medians. */
public final class GrowthRounds {
  /** Where the figures go. */
  static final String TABLE = "Signed databases: entries put per second, by those in the database";

  static final String GROWS = "cost grows";
  static final String BATCHES = ", 1,000 at a time";
  private static final int FEW = 1_000;
  private static final int BATCH = 2_000;
  private static final int SINGLE = 500;
  private static final int STEP = BATCH + SINGLE;
  private static final int ROUNDS = 7;

  private final Vertx vertx;
  private final Kept kept;
  private final Path folder;

  private GrowthRounds(Vertx vertx, Kept kept, Path folder) {
    this.vertx = vertx;
    this.kept = kept;
    this.folder = folder;
  }

  /** Arguments: the {@link Scale}, the name of a {@link Kept}, and a folder of its own. */
  public static void main(String[] arguments) throws Exception {
    int many = Scale.of(arguments).records() / 10;
    Vertx vertx = Vertx.vertx();
    new GrowthRounds(vertx, Kept.valueOf(arguments[2]), Path.of(arguments[3])).run(many);
    vertx.close().await();
  }

  private void run(int many) throws Exception {
    Home origin = Home.make(vertx, Kept.MEMORY, folder);
    Chain chain = Chain.begin(origin.user());
    origin.remove();
    List<Entry> entries = chain.next(many + ROUNDS * STEP);
    Rates few = new Rates();
    Rates large = new Rates();
    fill(chain, entries, many, large);
    for (int i = 0; i < ROUNDS; i++) {
      Home home = make(chain, entries, FEW);
      few.step(home, chain, entries, FEW);
      home.remove();
    }
    tell(BATCHES, many, few.batches, large.batches, BATCH);
    tell(", one after the other", many, few.single, large.single, SINGLE);
  }

  /** Comes first: it warms up the rest. */
  private void fill(Chain chain, List<Entry> entries, int many, Rates rates) throws Exception {
    Home home = make(chain, entries, many);
    for (int i = 0; i < ROUNDS; i++) {
      rates.step(home, chain, entries, many + i * STEP);
    }
    home.remove();
  }

  private Home make(Chain chain, List<Entry> entries, int filled) {
    Home home = Home.make(vertx, kept, folder);
    home.put(chain.database(), chain.founding());
    home.put(chain.database(), entries.subList(0, filled));
    return home;
  }

  private void tell(String how, int many, List<Taken> few, List<Taken> large, int count) {
    double start = count / Taken.seconds(few);
    double end = count / Taken.seconds(large);
    String row = kept.title() + how;
    ChildJvm.tell(new Figure(TABLE, row, size(FEW), start, ""));
    ChildJvm.tell(new Figure(TABLE, row, size(many), end, ""));
    ChildJvm.tell(new Figure(TABLE, row, GROWS, start / end, "×"));
  }

  private static String size(int entries) {
    return String.format(Locale.ROOT, "%,d", entries);
  }

  private static final class Rates {
    private final List<Taken> batches = new ArrayList<>();
    private final List<Taken> single = new ArrayList<>();

    void step(Home home, Chain chain, List<Entry> all, int from) throws Exception {
      List<Entry> many = all.subList(from, from + BATCH);
      batches.add(Taken.by(() -> home.put(chain.database(), many)));
      List<Entry> some = all.subList(from + BATCH, from + STEP);
      single.add(Taken.by(() -> home.putOneByOne(chain.database(), some)));
    }
  }
}
