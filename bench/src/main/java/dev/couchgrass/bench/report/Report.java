package dev.couchgrass.bench.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a run and where they come from. */
public record Report(Environment environment, List<Figure> figures) {
  private static final String BEGIN = "<!-- figures: bin/bench writes from here -->\n";
  private static final String END = "<!-- to here -->";

  public Report {
    figures = List.copyOf(figures);
  }

  /** Everything, for machines. */
  public void writeJson(Path file) throws IOException {
    JsonArray all = new JsonArray();
    figures.forEach(figure -> all.add(figure.json()));
    JsonObject json = new JsonObject().put("environment", environment.json()).put("figures", all);
    Files.writeString(file, json.encodePrettily() + "\n");
  }

  /** Puts the tables into a page, between the two marks, in place of those that are there. */
  public void writeInto(Path page) throws IOException {
    String text = Files.readString(page);
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    if (from < 0 || to < from) {
      throw new IOException("The page has no marks between which figures belong: " + page);
    }
    Files.writeString(
        page, text.substring(0, from + BEGIN.length()) + "\n" + markdown() + text.substring(to));
  }

  /** The environment, and a table for each group of figures, with rows and columns as they came. */
  public String markdown() {
    StringBuilder out = new StringBuilder(environment.markdown()).append('\n');
    figures.stream().map(Figure::table).distinct().forEach(table -> write(table, out));
    return out.toString();
  }

  private void write(String table, StringBuilder out) {
    List<Figure> cells = figures.stream().filter(figure -> figure.table().equals(table)).toList();
    List<String> columns = cells.stream().map(Figure::column).distinct().toList();
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    for (Figure cell : cells) {
      rows.computeIfAbsent(cell.row(), row -> new LinkedHashMap<>())
          .put(cell.column(), text(cell.value()) + suffix(cell.unit()));
    }
    out.append("### ").append(table).append("\n\n| |");
    columns.forEach(column -> out.append(' ').append(column).append(" |"));
    out.append("\n|---|").append("---:|".repeat(columns.size())).append('\n');
    rows.forEach(
        (row, values) -> {
          out.append("| ").append(row).append(" |");
          columns.forEach(
              column -> out.append(' ').append(values.getOrDefault(column, "")).append(" |"));
          out.append('\n');
        });
    out.append('\n');
  }

  private static String suffix(String unit) {
    return unit.isEmpty() ? "" : " " + unit;
  }

  /** Three digits that count; more would claim a precision that is not there. */
  private static String text(double value) {
    if (value >= 1000) {
      double unit = Math.pow(10, Math.floor(Math.log10(value)) - 2);
      return String.format(Locale.ROOT, "%,.0f", Math.round(value / unit) * unit);
    }
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }
}
