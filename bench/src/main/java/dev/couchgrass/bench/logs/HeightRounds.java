package dev.couchgrass.bench.logs;

import dev.couchgrass.bench.measure.Kept;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.measure.Throughput;
import dev.couchgrass.bench.process.ChildJvm;
import dev.couchgrass.bench.report.Figure;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.store.operation.LogStore;
import dev.couchgrass.store.operation.PageLimit;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks at logs that have few operations, and at logs that have many. */
public final class HeightRounds {
  private static final String TABLE = "Signed logs: look-ups, by the operations that there are";
  private static final int FEW = 1_000;

  private final Vertx vertx;
  private final Kept kept;
  private final Path folder;
  private final Duration time;
  private final Authors authors = new Authors();

  private HeightRounds(Vertx vertx, Kept kept, Path folder, Duration time) {
    this.vertx = vertx;
    this.kept = kept;
    this.folder = folder;
    this.time = time;
  }

  /** Arguments: the {@link Scale}, the name of a {@link Kept}, and a folder of its own. */
  public static void main(String[] arguments) throws Exception {
    Scale scale = Scale.of(arguments);
    Vertx vertx = Vertx.vertx();
    new HeightRounds(vertx, Kept.valueOf(arguments[2]), Path.of(arguments[3]), scale.time())
        .run(scale.records());
    vertx.close().await();
  }

  private void run(int many) throws Exception {
    LogHome home = LogHome.make(vertx, kept, folder);
    home.fill(authors.topic(), authors.next(FEW));
    measure(home.logs().stores().logs(), FEW);
    for (int filled = FEW; filled < many; filled += FEW) {
      home.fill(authors.topic(), authors.next(FEW));
    }
    measure(home.logs().stores().logs(), many);
    home.remove();
    differences();
  }

  private void measure(LogStore logs, int count) throws Exception {
    String column = String.format(Locale.ROOT, "%,d operations", count);
    List<Log> all =
        authors.keys().stream().map(key -> new Log(key, authors.topic().logId())).toList();
    Log one = all.get(0);
    long last = (long) count / Authors.COUNT - 1;
    LogRange half = new LogRange(LogRange.after(last / 2).after(), LogRange.until(last).until());
    tell("newest operation", column, micros(() -> logs.latest(one).await()));
    tell("heights of 10 logs", column, micros(() -> logs.heights(all).await()));
    tell("size of half a log", column, micros(() -> logs.size(one, half).await()));
    LogRange end = LogRange.after(Math.max(0, last - 50));
    tell("the last 50", column, micros(() -> logs.entries(one, end, PageLimit.DEFAULT).await()));
  }

  /** What 10,000 logs lack of 10,000, of which each tenth is longer. */
  private void differences() throws Exception {
    Map<Log, Long> here = new HashMap<>();
    Map<Log, Long> there = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      Log log =
          new Log(
              authors.keys().get(i % Authors.COUNT),
              LogId.ofBytes(new byte[] {(byte) (i >> 16), (byte) (i >> 8), (byte) i}));
      there.put(log, 100L);
      here.put(log, i % 10 == 0 ? 200L : 100L);
    }
    LogHeights ours = LogHeights.of(here);
    LogHeights theirs = LogHeights.of(there);
    double micros = micros(() -> ours.lackedBy(theirs));
    tell("what others lack, of 10,000 logs", "any", micros);
  }

  private interface Call {
    Object run();
  }

  private double micros(Call call) throws Exception {
    double each =
        Throughput.repeated(
            1,
            time,
            thread ->
                () -> {
                  call.run();
                  return 1;
                });
    return 1e6 / each;
  }

  private void tell(String row, String column, double value) {
    ChildJvm.tell(new Figure(TABLE, kept.title() + ", " + row, column, value, "µs"));
  }
}
