package dev.couchgrass.bench.durable;

import dev.couchgrass.bench.durable.documents.DocumentRounds;
import dev.couchgrass.bench.durable.opening.Openings;
import dev.couchgrass.bench.report.Aim;
import dev.couchgrass.bench.report.Figure;
import java.util.List;
import java.util.Optional;

/** What was aimed at for two cores, beside what was measured. */
final class Aims {
  private static final String TABLE = "Durable: aims on two cores, with 1,000,000 documents";

  private static final List<Aim> ALL =
      List.of(
          share("bulk load, fsync per 500, of the memory store's", DocumentRounds.LOAD, 60),
          new Aim(DocumentRounds.TABLE, DocumentRounds.PER_SYNC, 20, "or more"),
          share("gets, one thread, of the memory store's", DocumentRounds.GET, 50),
          new Aim(Openings.TABLE, Openings.CLEAN, 1, "s or less"),
          new Aim(Openings.TABLE, Openings.KILLED, 3, "s or less"),
          new Aim(Openings.TABLE, Openings.REBUILD, 300_000, "or more"),
          new Aim(Openings.TABLE, Openings.SPACE, 1.5, "× or less"));

  private Aims() {}

  private static Aim share(String title, String row, double percent) {
    return new Aim(
        title, DocumentRounds.TABLE, row, Optional.of(DocumentRounds.SHARE), percent, "% or more");
  }

  /** As {@link Aim#beside} has it. */
  static List<Figure> beside(List<Figure> figures) {
    return Aim.beside(TABLE, ALL, figures);
  }
}
