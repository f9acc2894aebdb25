package dev.couchgrass.bench.logs;

import dev.couchgrass.bench.measure.Folders;
import dev.couchgrass.bench.measure.Kept;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.process.ChildJvm;
import dev.couchgrass.bench.report.Aim;
import dev.couchgrass.bench.report.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures signed logs, each thing in a process of its own. */
public final class Logs {
  private static final String AIMS = "Signed logs: aims";
  private static final String HEAP = "4g";
  private static final List<Class<?>> OF_EACH_STORAGE =
      List.of(IngestRounds.class, HeightRounds.class, SyncRounds.class);

  private final Scale scale;
  private final Path folder;

  /**
   * Measures on a disk.
   *
   * @param folder on the disk that durable storages are measured on; emptied before and after
   */
  public Logs(Scale scale, Path folder) {
    this.scale = scale;
    this.folder = folder;
  }

  /** Runs everything. Tables begin with what was aimed at. */
  public List<Figure> run() throws IOException {
    Folders.remove(folder);
    List<Figure> figures = new ArrayList<>();
    for (Class<?> main : OF_EACH_STORAGE) {
      for (Kept kept : Kept.values()) {
        List<String> arguments = new ArrayList<>(scale.arguments());
        arguments.add(kept.name());
        arguments.add(folder.resolve(kept.name()).toString());
        figures.addAll(ChildJvm.figures(main, HEAP, true, arguments));
      }
    }
    Folders.remove(folder);
    List<Figure> all = new ArrayList<>(Aim.beside(AIMS, aims(), figures));
    all.addAll(figures);
    return all;
  }

  private static List<Aim> aims() {
    List<Aim> aims = new ArrayList<>();
    for (Kept kept : Kept.values()) {
      String share = kept.title() + ", " + IngestRounds.SHARE;
      aims.add(new Aim(share, IngestRounds.TABLE, share, Optional.empty(), 80, "% or more"));
      String row = kept.title() + ", taken in";
      aims.add(
          new Aim(
              row + ", " + IngestRounds.GROWS,
              IngestRounds.TABLE,
              row,
              Optional.of(IngestRounds.GROWS),
              1.1,
              "× or less"));
    }
    return aims;
  }
}
