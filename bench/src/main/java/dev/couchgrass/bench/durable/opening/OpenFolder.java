package dev.couchgrass.bench.durable.opening;

import static dev.couchgrass.bench.process.ChildJvm.tell;

import dev.couchgrass.bench.measure.Throughput;
import dev.couchgrass.bench.report.Figure;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Locale;

/** Opens a folder, times that, and closes it. */
public final class OpenFolder {
  private OpenFolder() {}

  /**
   * Arguments: the folder, at least how many documents there must be, whether to expect a rebuild.
   */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    Rebuilds rebuilds = new Rebuilds();
    Vertx vertx = Vertx.vertx();
    long start = System.nanoTime();
    Town town = Town.open(vertx, folder, rebuilds);
    long count = town.count();
    double seconds = Throughput.seconds(start);
    if (count < Long.parseLong(arguments[1])) {
      throw new IllegalStateException("Documents are missing");
    }
    if (rebuilds.seen != Boolean.parseBoolean(arguments[2])) {
      throw new IllegalStateException("Rebuilt or not, but not as it should be");
    }
    tell(new Figure(Openings.TABLE, "", "", seconds, "s"));
    town.close();
    vertx.close().await();
  }

  private static final class Rebuilds implements OpenListener {
    private volatile boolean seen;

    @Override
    public void rebuilds(String reason) {
      seen = true;
      System.err.println("Rebuilds the index: " + reason);
    }

    @Override
    public void replayed(long commit, long last) {
      System.err.println(String.format(Locale.ROOT, "Replayed %d of %d", commit, last));
    }
  }
}
