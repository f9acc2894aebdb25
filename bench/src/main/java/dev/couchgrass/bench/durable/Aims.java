package dev.couchgrass.bench.durable;

import dev.couchgrass.bench.durable.documents.DocumentRounds;
import dev.couchgrass.bench.durable.opening.Openings;
import dev.couchgrass.bench.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was aimed at for two cores, beside what was measured. */
final class Aims {
  private static final String TABLE = "Durable: aims on two cores, with 1,000,000 documents";

  private record Aim(String title, String row, Optional<String> column, double aim, String words) {
    Aim(String title, String row, double aim, String words) {
      this(title, row, Optional.empty(), aim, words);
    }

    boolean isFor(Figure figure) {
      return figure.row().equals(row) && column.map(figure.column()::equals).orElse(true);
    }
  }

  private static final List<Aim> ALL =
      List.of(
          share("bulk load, fsync per 500, of the memory store's", DocumentRounds.LOAD, 60),
          new Aim("documents per fsync, 64 writers", DocumentRounds.PER_SYNC, 20, "or more"),
          share("gets, one thread, of the memory store's", DocumentRounds.GET, 50),
          new Aim(Openings.CLEAN, Openings.CLEAN, 1, "s or less"),
          new Aim(Openings.KILLED, Openings.KILLED, 3, "s or less"),
          new Aim(Openings.REBUILD, Openings.REBUILD, 300_000, "or more"),
          new Aim(Openings.SPACE, Openings.SPACE, 1.5, "× or less"));

  private Aims() {}

  private static Aim share(String title, String row, double percent) {
    return new Aim(title, row, Optional.of(DocumentRounds.SHARE), percent, "% or more");
  }

  /**
   * The aims, with figures out of others.
   *
   * @throws IllegalArgumentException if one was not measured
   */
  static List<Figure> beside(List<Figure> figures) {
    List<Figure> table = new ArrayList<>();
    for (Aim aim : ALL) {
      Figure measured =
          figures.stream()
              .filter(aim::isFor)
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("Not measured: " + aim.title()));
      table.add(new Figure(TABLE, aim.title(), "measured", measured.value(), measured.unit()));
      table.add(new Figure(TABLE, aim.title(), "aim", aim.aim(), aim.words()));
    }
    return table;
  }
}
