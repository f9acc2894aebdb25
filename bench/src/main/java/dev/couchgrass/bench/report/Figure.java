package dev.couchgrass.bench.report;

import io.vertx.core.json.JsonObject;

/**
 * One measured number, a cell of a table.
 *
 * @param table the heading of the table
 * @param row what was done
 * @param column under which circumstances, or which property of it
 * @param unit of the value, empty for a ratio
 */
public record Figure(String table, String row, String column, double value, String unit) {
  /** As it was told by {@link #json}. */
  public static Figure of(JsonObject json) {
    return new Figure(
        json.getString("table"),
        json.getString("row"),
        json.getString("column"),
        json.getDouble("value"),
        json.getString("unit"));
  }

  /** For machines. */
  public JsonObject json() {
    return new JsonObject()
        .put("table", table)
        .put("row", row)
        .put("column", column)
        .put("value", value)
        .put("unit", unit);
  }
}
