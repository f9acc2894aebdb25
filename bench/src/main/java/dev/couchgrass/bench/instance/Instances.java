package dev.couchgrass.bench.instance;

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

/** Measures databases of signed entries, each thing in a process of its own. */
public final class Instances {
  private static final String AIMS = "Signed databases: aims";
  private static final String HEAP = "3g";
  private static final List<Class<?>> OF_EACH_STORAGE =
      List.of(IngestRounds.class, GrowthRounds.class, ReadRounds.class, TransactionRounds.class);

  private final Scale scale;
  private final Path folder;

  /**
   * @param folder on the disk that durable storages are measured on; emptied before and after
   */
  public Instances(Scale scale, Path folder) {
    this.scale = scale;
    this.folder = folder;
  }

  /** Runs everything. Tables begin with what was aimed at. */
  public List<Figure> run() throws IOException {
    Folders.remove(folder);
    List<Figure> figures = new ArrayList<>();
    for (Class<?> main : OF_EACH_STORAGE) {
      for (Kept kept : Kept.values()) {
        figures.addAll(child(main, kept));
      }
    }
    figures.addAll(child(PeerRounds.class, Kept.MEMORY));
    Folders.remove(folder);
    List<Figure> all = new ArrayList<>(Aim.beside(AIMS, aims(), figures));
    all.addAll(figures);
    return all;
  }

  private List<Figure> child(Class<?> main, Kept kept) throws IOException {
    List<String> arguments = new ArrayList<>(scale.arguments());
    arguments.add(kept.name());
    arguments.add(folder.resolve(kept.name()).toString());
    return ChildJvm.figures(main, HEAP, true, arguments);
  }

  private static List<Aim> aims() {
    List<Aim> aims = new ArrayList<>();
    for (Kept kept : Kept.values()) {
      aims.add(
          new Aim(
              kept.title() + ", taken in, " + IngestRounds.SHARE,
              IngestRounds.TABLE,
              IngestRounds.SHARE,
              Optional.of(kept.title()),
              80,
              "% or more"));
      String row = kept.title() + GrowthRounds.BATCHES;
      aims.add(
          new Aim(
              row + ", with the entries in the database " + GrowthRounds.GROWS,
              GrowthRounds.TABLE,
              row,
              Optional.of(GrowthRounds.GROWS),
              1.1,
              "× or less"));
    }
    return aims;
  }
}
