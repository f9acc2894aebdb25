package dev.couchgrass.bench.durable.opening;

import static dev.couchgrass.bench.process.ChildJvm.tell;

import dev.couchgrass.bench.measure.Folders;
import dev.couchgrass.bench.measure.People;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.report.Figure;
import dev.couchgrass.store.chronicle.ChronicleEngine;
import dev.couchgrass.store.chronicle.ChronicleOptions;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;

/** Fills a folder with documents, in random order of their ids, and compacts it. */
public final class FillFolder {
  static final String KEYS = "keys in the store";

  private FillFolder() {}

  /** Arguments: the {@link Scale}, and the folder. */
  public static void main(String[] arguments) throws IOException {
    Scale scale = Scale.of(arguments);
    Path folder = Path.of(arguments[2]);
    Folders.remove(folder);
    Vertx vertx = Vertx.vertx();
    Town town = Town.create(vertx, folder);
    town.write(0, scale.records());
    town.close();
    vertx.close().await();
    compactAndCount(folder);
    double live = (double) scale.records() * People.BYTES;
    double disk = Folders.bytes(folder);
    tell(new Figure(Openings.TABLE, Openings.SPACE, "measured", disk / live, "×"));
  }

  private static void compactAndCount(Path folder) throws IOException {
    ChronicleEngine engine =
        ChronicleEngine.open(folder, ChronicleOptions.DEFAULTS, OpenListener.NONE);
    engine.compact().await();
    long keys = 0;
    KeyRange all = new KeyRange(new byte[] {0}, new byte[] {(byte) 0xff});
    try (Snapshot snapshot = engine.snapshot();
        Snapshot.Cursor cursor = snapshot.scan(all, Snapshot.Direction.FORWARD)) {
      while (cursor.next()) {
        keys++;
      }
    }
    tell(new Figure(Openings.TABLE, KEYS, "measured", keys, ""));
    engine.close().await();
  }
}
