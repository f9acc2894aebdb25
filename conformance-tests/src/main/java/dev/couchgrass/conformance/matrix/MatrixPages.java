package dev.couchgrass.conformance.matrix;

import dev.couchgrass.conformance.rule.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keeps the tables in a project's pages as the last run of its suites says: those between {@code
 * <!-- matrix: summary -->} or {@code <!-- matrix: details -->} and {@code <!-- matrix end -->}.
 */
public final class MatrixPages {
  private static final String RECORDS = "target/conformance";
  private static final String END = "<!-- matrix end -->";

  private final Path root;

  private MatrixPages(Path root) {
    this.root = root;
  }

  /**
   * Writes the tables into {@code README.md} and {@code docs/conformance.md}, or checks that they
   * are there as the run says.
   *
   * @param args {@code write} or {@code check}, and the project's folder; records are read from
   *     {@code target/conformance} of each module
   * @throws IOException if something can't be read or written
   * @throws IllegalStateException if a table is not as the run says, or nothing was recorded
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2 || !List.of("write", "check").contains(args[0])) {
      throw new IllegalArgumentException("write or check, and a folder");
    }
    new MatrixPages(Path.of(args[1])).run(args[0].equals("write"));
  }

  private void run(boolean write) throws IOException {
    List<SuiteRun> runs = runs();
    if (runs.isEmpty()) {
      throw new IllegalStateException("No suite has run: there is no " + RECORDS);
    }
    Matrix matrix = new Matrix(runs, Rulebook.packed());
    Map<String, String> tables = Map.of("summary", matrix.summary(), "details", matrix.details());
    for (Path page : List.of(root.resolve("README.md"), root.resolve("docs/conformance.md"))) {
      String text = Files.readString(page);
      String filled = fill(text, tables);
      if (write) {
        Files.writeString(page, filled);
      } else if (!filled.equals(text)) {
        throw new IllegalStateException(
            page + " does not say what the last run proved: bin/matrix write mends it");
      }
    }
  }

  private List<SuiteRun> runs() throws IOException {
    try (Stream<Path> modules = Files.list(root)) {
      return SuiteRun.below(modules.map(module -> module.resolve(RECORDS)).toList());
    }
  }

  /** Puts each table between its marks. */
  static String fill(String page, Map<String, String> tables) {
    String filled = page;
    for (Map.Entry<String, String> table : tables.entrySet()) {
      String mark = "<!-- matrix: " + table.getKey() + " -->";
      int from = filled.indexOf(mark);
      int to = filled.indexOf(END, Math.max(0, from));
      if (from >= 0 && to >= 0) {
        filled =
            filled.substring(0, from + mark.length())
                + "\n"
                + table.getValue()
                + "\n"
                + filled.substring(to);
      }
    }
    return filled;
  }
}
