package dev.couchgrass.bench.sync;

import dev.couchgrass.bench.measure.Folders;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.process.ChildJvm;
import dev.couchgrass.bench.report.Figure;
import dev.couchgrass.bench.sync.Copying.Taken;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Documents with many revisions, replicated along one route. Figures are medians. */
public final class Histories {
  private static final String LONG =
      "Replication to an empty target: documents per second, by the revisions in their history";
  private static final String FORKED =
      "Replication to an empty target: leaves per second, by the leaves of each document";
  private static final String ONE = "Replication to an empty target: one document";
  private static final int ROUNDS = 5;
  private static final int WARM_UPS = 5;
  private static final int[] SIZES = {1, 10, 100, 1000};

  private final Route route;
  private final Route.Ends ends;
  private final Copying copying;
  private final int revisions;
  private int made;

  private Histories(Route route, Route.Ends ends, Copying copying, int revisions) {
    this.route = route;
    this.ends = ends;
    this.copying = copying;
    this.revisions = revisions;
  }

  /** Arguments: the {@link Scale}, the name of a {@link Route}, and a folder of its own. */
  public static void main(String[] arguments) throws Exception {
    Route route = Route.valueOf(arguments[2]);
    Path folder = Path.of(arguments[3]);
    Vertx vertx = Vertx.vertx();
    try (Route.Ends ends = route.open(vertx, folder)) {
      Copying copying = new Copying(vertx, ends);
      new Histories(route, ends, copying, Scale.of(arguments).records() / 2).run();
    }
    vertx.close().await();
    Folders.remove(folder);
  }

  private void run() throws IOException {
    List<Double> perDocument = new ArrayList<>();
    for (int size : SIZES) {
      int documents = Math.min(revisions / 10, revisions / size);
      double seconds = median(documents, fill -> fill.histories(documents, size));
      tell(LONG, grouped(size), documents / seconds, "");
      perDocument.add(seconds / documents);
    }
    tell(LONG, "cost grows", perDocument.get(SIZES.length - 1) / perDocument.get(0), "×");
    for (int size : SIZES) {
      int documents = Math.max(1, revisions / 10 / size);
      long leaves = (long) documents * size;
      double seconds = median(leaves, fill -> fill.conflicts(documents, size));
      tell(FORKED, grouped(size), leaves / seconds, "");
    }
    double edited = median(1, fill -> fill.edits(1000));
    tell(ONE, "edited 1,000 times", edited * 1e3, "ms");
    double forked = median(1000, fill -> fill.conflicts(1, 1000));
    tell(ONE, "with 1,000 conflicts", forked * 1e3, "ms");
  }

  private double median(long leaves, Consumer<Fill> filling) throws IOException {
    Held source = ends.source().make("source" + made++);
    filling.accept(new Fill(source.store()));
    copying.rounds(source, leaves, WARM_UPS, copying::replicate);
    double median = Taken.medianSeconds(copying.rounds(source, leaves, ROUNDS, copying::replicate));
    source.remove();
    return median;
  }

  private void tell(String table, String column, double value, String unit) {
    ChildJvm.tell(new Figure(table, route.title(), column, value, unit));
  }

  private static String grouped(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
