package dev.couchgrass.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a command found, in words. */
final class Report {
  private static final String NOTHING = "-";

  private Report() {}

  /** A line for each member. */
  static String lines(JsonObject found) {
    return found.stream()
        .map(member -> member.getKey() + ": " + text(member.getValue()))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /** One line, of the members' values. */
  static String row(JsonObject found) {
    return found.stream()
        .map(Map.Entry::getValue)
        .map(Report::text)
        .collect(Collectors.joining("  "));
  }

  private static String text(Object value) {
    if (value instanceof JsonArray list) {
      return list.isEmpty()
          ? NOTHING
          : StreamSupport.stream(list.spliterator(), false)
              .map(Report::text)
              .collect(Collectors.joining(", "));
    }
    if (value instanceof JsonObject object) {
      return object.stream()
          .map(Map.Entry::getValue)
          .map(Report::text)
          .collect(Collectors.joining(" "));
    }
    return value == null ? NOTHING : value.toString();
  }
}
