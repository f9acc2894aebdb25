package dev.couchgrass.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Cases in files, a line each. */
final class Tables {
  private Tables() {}

  static Stream<Arguments> rows(String resource, int columns) {
    try (InputStream in = Tables.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> row(line, columns))
              .toList()
              .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Arguments row(String line, int columns) {
    Object[] cells = line.split("\t", -1);
    if (cells.length != columns) {
      throw new IllegalArgumentException("Not " + columns + " columns: " + line);
    }
    return Arguments.of(cells);
  }
}
