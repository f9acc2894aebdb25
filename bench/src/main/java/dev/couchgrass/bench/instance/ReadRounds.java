package dev.couchgrass.bench.instance;

import dev.couchgrass.bench.measure.Kept;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.measure.Taken;
import dev.couchgrass.bench.measure.Throughput;
import dev.couchgrass.bench.process.ChildJvm;
import dev.couchgrass.bench.report.Figure;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.instance.database.DatabaseCore;
import dev.couchgrass.instance.database.DatabaseRegistry;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.store.DocStore;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a store whose state is known, nearly known, and not known. Figures are medians. */
public final class ReadRounds {
  /** Where the figures go. */
  static final String TABLE = "Signed databases: reading a store of 1,000 values, by its entries";

  private static final int FEW = 1_000;
  private static final int MORE = 300;
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 7;

  private final Vertx vertx;
  private final Kept kept;
  private final Path folder;
  private final Duration time;

  private ReadRounds(Vertx vertx, Kept kept, Path folder, Duration time) {
    this.vertx = vertx;
    this.kept = kept;
    this.folder = folder;
    this.time = time;
  }

  /** Arguments: the {@link Scale}, the name of a {@link Kept}, and a folder of its own. */
  public static void main(String[] arguments) throws Exception {
    Scale scale = Scale.of(arguments);
    Vertx vertx = Vertx.vertx();
    ReadRounds rounds =
        new ReadRounds(vertx, Kept.valueOf(arguments[2]), Path.of(arguments[3]), scale.time());
    rounds.run(FEW, false);
    rounds.run(FEW, true);
    rounds.run(scale.records() / 25, true);
    vertx.close().await();
  }

  private void run(int entries, boolean counts) throws Exception {
    Home home = Home.make(vertx, kept, folder);
    Chain chain = Chain.begin(home.user());
    for (int made = 0; made < entries; made += FEW) {
      home.put(chain.database(), chain.next(FEW));
    }
    double again = again(home.instance().database(chain.database()));
    double later = later(home, chain);
    double anew = anew(home, chain);
    home.remove();
    if (counts) {
      String size = String.format(Locale.ROOT, "%,d entries", entries);
      tell("the same moment again", size, again, "µs");
      tell("after one more entry", size, later, "µs");
      tell("for the first time", size, anew, "ms");
    }
  }

  private double again(SignedDatabase database) throws Exception {
    Tips moment = database.snapshot().await();
    double perSecond =
        Throughput.repeated(1, time, thread -> () -> read(database, moment) > 0 ? 1 : 0);
    return 1e6 / perSecond;
  }

  private static int read(SignedDatabase database, Tips moment) {
    return database.readAt(DocStore.TYPE, Chain.STORE, moment).await().all().size();
  }

  private double later(Home home, Chain chain) throws Exception {
    SignedDatabase database = home.instance().database(chain.database());
    List<Taken> reads = new ArrayList<>();
    for (Entry entry : chain.next(MORE)) {
      home.put(chain.database(), List.of(entry));
      Tips moment = database.snapshot().await();
      reads.add(Taken.by(() -> read(database, moment)));
    }
    return Taken.seconds(reads) * 1e6;
  }

  /** With nothing on the heap but what the storage itself keeps there. */
  private double anew(Home home, Chain chain) throws Exception {
    Taken.rounds(WARM_UPS, () -> readAnew(home, chain));
    return Taken.seconds(Taken.rounds(ROUNDS, () -> readAnew(home, chain))) * 1e3;
  }

  private void readAnew(Home home, Chain chain) {
    InstanceOptions options = InstanceOptions.DEFAULTS;
    DatabaseRegistry registry =
        new DatabaseRegistry(
            vertx,
            home.storage().entries().await(),
            new DatabaseCore.Means(options.clock(), options.random()),
            options.maxSkew(),
            options.maxUnverified(),
            options.maxUnverifiedBytes());
    SignedDatabase database = new SignedDatabase(registry.core(chain.database()), Optional.empty());
    read(database, database.snapshot().await());
  }

  private void tell(String row, String column, double value, String unit) {
    ChildJvm.tell(new Figure(TABLE, kept.title() + ", " + row, column, value, unit));
  }
}
