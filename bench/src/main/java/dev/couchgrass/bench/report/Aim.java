package dev.couchgrass.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one of the measured figures should be.
 *
 * @param title what the aim is called
 * @param table of the figure
 * @param row of the figure
 * @param column of the figure; any if there is none
 * @param aim the value aimed at
 * @param words its unit, and whether more or less is better
 */
public record Aim(
    String title, String table, String row, Optional<String> column, double aim, String words) {
  /** For a figure that is alone in its row, and called as that is. */
  public Aim(String table, String row, double aim, String words) {
    this(row, table, row, Optional.empty(), aim, words);
  }

  private boolean isFor(Figure figure) {
    return figure.table().equals(table)
        && figure.row().equals(row)
        && column.map(figure.column()::equals).orElse(true);
  }

  /**
   * A table of aims, with figures out of others beside them.
   *
   * @throws IllegalArgumentException if one was not measured
   */
  public static List<Figure> beside(String title, List<Aim> aims, List<Figure> figures) {
    List<Figure> rows = new ArrayList<>();
    for (Aim aim : aims) {
      Figure measured =
          figures.stream()
              .filter(aim::isFor)
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("Not measured: " + aim.title()));
      rows.add(new Figure(title, aim.title(), "measured", measured.value(), measured.unit()));
      rows.add(new Figure(title, aim.title(), "aim", aim.aim(), aim.words()));
    }
    return rows;
  }
}
