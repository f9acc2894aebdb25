package dev.couchgrass.bench.sync;

import dev.couchgrass.bench.measure.Folders;
import dev.couchgrass.bench.measure.RequestCount;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.measure.Throughput;
import dev.couchgrass.bench.process.ChildJvm;
import dev.couchgrass.bench.report.Figure;
import dev.couchgrass.bench.sync.Copying.Taken;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Databases of growing size, replicated along one route. Figures are medians. */
public final class SyncRounds {
  /** Where the figures of whole replications go. */
  static final String COPIES = "Replication to an empty target: documents of 300 bytes per second";

  /** Where the figures of replications with nothing to do go. */
  static final String NOTHING_NEW = "Replication again, with nothing new";

  static final String TIME = "time, median";
  static final String REQUESTS = "HTTP requests";

  private static final int SMALLEST = 10_000;

  /** So many documents travel before anything counts. */
  private static final int WARM_UP = 200_000;

  private static final int COMPARED = 100_000;
  private static final int AGAIN = 15;

  private final Route route;
  private final Scale scale;
  private final RequestCount requests;
  private final Route.Ends ends;
  private final Copying copying;
  private final PeakHeap heap = new PeakHeap();

  private SyncRounds(
      Route route, Scale scale, RequestCount requests, Route.Ends ends, Copying copying) {
    this.route = route;
    this.scale = scale;
    this.requests = requests;
    this.ends = ends;
    this.copying = copying;
  }

  /** Arguments: the {@link Scale}, the name of a {@link Route}, and a folder of its own. */
  public static void main(String[] arguments) throws Exception {
    Route route = Route.valueOf(arguments[2]);
    Path folder = Path.of(arguments[3]);
    RequestCount requests = new RequestCount();
    Vertx vertx = Vertx.builder().withMetrics(requests).build();
    try (Route.Ends ends = route.open(vertx, folder)) {
      Copying copying = new Copying(vertx, ends);
      new SyncRounds(route, Scale.of(arguments), requests, ends, copying).run();
    }
    vertx.close().await();
    Folders.remove(folder);
  }

  private void run() throws IOException {
    Held source = ends.source().make("source");
    Fill fill = new Fill(source.store());
    List<Double> perSecond = new ArrayList<>();
    int filled = 0;
    for (int size = SMALLEST; size <= scale.records(); size *= 10) {
      fill.people(filled, size);
      filled = size;
      if (size == SMALLEST) {
        copying.rounds(source, size, WARM_UP / size, copying::replicate);
      }
      perSecond.add(copies(source, size));
    }
    tell(COPIES, "cost grows", perSecond.get(0) / perSecond.get(perSecond.size() - 1), "×");
    tell(COPIES, "peak heap", heap.mebibytes(), "MiB");
    again(source, filled);
    source.remove();
  }

  private double copies(Held source, int size) throws IOException {
    int rounds = size <= SMALLEST ? 9 : size <= COMPARED ? 5 : 3;
    String column = String.format(Locale.ROOT, "%,d", size);
    List<Taken> loops = new ArrayList<>();
    List<Taken> copies = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      copies.addAll(copying.rounds(source, size, 1, copying::replicate));
      if (size == COMPARED) {
        loops.addAll(copying.rounds(source, size, 1, Loop::copy));
      }
    }
    double perSecond = size / Taken.medianSeconds(copies);
    tell(COPIES, column, perSecond, "");
    if (!loops.isEmpty()) {
      double micros = Taken.medianProcessor(copies) / size * 1e6;
      tell(COPIES, "processor time, each of " + column, micros, "µs");
      tell(COPIES, "a plain loop, " + column, size / Taken.medianSeconds(loops), "");
    }
    return perSecond;
  }

  private void again(Held source, int size) throws IOException {
    Held target = copying.target();
    copying.replicate(source, target, size);
    long calls = copying.calls();
    long sent = requests.requests();
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < AGAIN; i++) {
      long start = System.nanoTime();
      copying.replicate(source, target, 0);
      millis.add(Throughput.seconds(start) * 1e3);
    }
    tell(NOTHING_NEW, "documents", size, "");
    tell(NOTHING_NEW, TIME, Throughput.median(millis), "ms");
    tell(NOTHING_NEW, "first time", millis.get(0), "ms");
    tell(NOTHING_NEW, "calls of the stores", (copying.calls() - calls) / (double) AGAIN, "");
    tell(NOTHING_NEW, REQUESTS, (requests.requests() - sent) / (double) AGAIN, "");
    target.remove();
  }

  private void tell(String table, String column, double value, String unit) {
    ChildJvm.tell(new Figure(table, route.title(), column, value, unit));
  }
}
