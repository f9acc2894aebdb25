package dev.couchgrass.bench.sync;

import dev.couchgrass.bench.measure.Folders;
import dev.couchgrass.bench.measure.Scale;
import dev.couchgrass.bench.process.ChildJvm;
import dev.couchgrass.bench.report.Aim;
import dev.couchgrass.bench.report.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures replication, each route in a process of its own. */
public final class Sync {
  private static final String AIMS = "Replication: aims on two cores";
  private static final List<Route> WITH_HISTORIES = List.of(Route.MEMORY, Route.PUSH, Route.PULL);

  private final Scale scale;
  private final Path folder;

  /**
   * @param folder on the disk that durable stores are measured on; emptied before and after
   */
  public Sync(Scale scale, Path folder) {
    this.scale = scale;
    this.folder = folder;
  }

  /** Runs everything. Tables begin with what was aimed at. */
  public List<Figure> run() throws IOException {
    Folders.remove(folder);
    List<Figure> figures = new ArrayList<>();
    for (Route route : Route.values()) {
      figures.addAll(child(SyncRounds.class, route));
    }
    figures.addAll(PouchDb.run());
    for (Route route : WITH_HISTORIES) {
      figures.addAll(child(Histories.class, route));
    }
    Folders.remove(folder);
    List<Figure> all = new ArrayList<>(Aim.beside(AIMS, aims(), figures));
    all.addAll(figures);
    return all;
  }

  private List<Figure> child(Class<?> main, Route route) throws IOException {
    List<String> arguments = new ArrayList<>(scale.arguments());
    arguments.add(route.name());
    arguments.add(folder.resolve(route.name()).toString());
    return ChildJvm.figures(main, route.heap(), true, arguments);
  }

  /** At 100,000 documents per replication, but for the one with nothing new. */
  private static List<Aim> aims() {
    return List.of(
        copies(Route.MEMORY, 100_000),
        copies(Route.PUSH, 20_000),
        copies(Route.PULL, 20_000),
        nothingNew(Route.MEMORY, SyncRounds.TIME, 100, "ms or less"),
        nothingNew(Route.PUSH, SyncRounds.TIME, 100, "ms or less"),
        nothingNew(Route.PULL, SyncRounds.TIME, 100, "ms or less"),
        nothingNew(Route.RELAY, SyncRounds.TIME, 100, "ms or less"),
        nothingNew(Route.RELAY, SyncRounds.REQUESTS, 5, "or less"));
  }

  private static Aim copies(Route route, double perSecond) {
    return new Aim(
        route.title() + ", 100,000 (documents/s)",
        SyncRounds.COPIES,
        route.title(),
        Optional.of("100,000"),
        perSecond,
        "or more");
  }

  private static Aim nothingNew(Route route, String what, double aim, String words) {
    String title = route.title() + ", nothing new, " + what;
    return new Aim(title, SyncRounds.NOTHING_NEW, route.title(), Optional.of(what), aim, words);
  }
}
