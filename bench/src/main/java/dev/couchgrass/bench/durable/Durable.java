package dev.couchgrass.bench.durable;

import dev.couchgrass.bench.durable.documents.DocumentRounds;
import dev.couchgrass.bench.durable.engines.Contender;
import dev.couchgrass.bench.durable.engines.EngineRounds;
import dev.couchgrass.bench.durable.opening.Openings;
import dev.couchgrass.bench.measure.Folders;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.process.ChildJvm;
import dev.couchgrass.bench.report.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures the durable store, each thing in a process of its own. */
public final class Durable {
  private static final String HEAP = "3g";

  private final Scale scale;
  private final Path folder;

  /**
   * @param folder on the disk that is to be measured; emptied before and after
   */
  public Durable(Scale scale, Path folder) {
    this.scale = scale;
    this.folder = folder;
  }

  /** Runs everything. Tables begin with what was aimed at. */
  public List<Figure> run() throws IOException {
    Folders.remove(folder);
    Files.createDirectories(folder);
    List<Figure> figures = new ArrayList<>(child(RawLimits.class, List.of(), "raw"));
    for (Contender contender : Contender.values()) {
      figures.addAll(child(EngineRounds.class, List.of(contender.name()), contender.name()));
    }
    figures.addAll(child(DocumentRounds.class, List.of(), "documents"));
    figures.addAll(Openings.run(scale, folder.resolve("town")));
    Folders.remove(folder);
    List<Figure> all = new ArrayList<>(Aims.beside(figures));
    all.addAll(figures);
    return all;
  }

  private List<Figure> child(Class<?> main, List<String> more, String place) throws IOException {
    List<String> arguments = new ArrayList<>(scale.arguments());
    arguments.addAll(more);
    arguments.add(folder.resolve(place).toString());
    return ChildJvm.figures(main, HEAP, true, arguments);
  }
}
