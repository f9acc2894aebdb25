package dev.couchgrass.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a page that shows an example against the example.
 *
 * <p>A block of Java, XML or a diff shows a part of the file that the last link before it leads to;
 * a line that is only {@code …} stands for any others. A diff goes to or from what is in the file.
 * In other blocks, a line such as {@code 12 src/main/java/module-info.java} says how many lines a
 * file of the example has. How far lines are indented doesn't matter.
 */
final class ShownExample {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]*\\.(?:java|xml))\\)");
  private static final Pattern COUNT = Pattern.compile(" *([0-9]+) (\\S+\\.(?:java|xml))");
  private static final String FENCE = "```";
  private static final String GAP = "…";

  private final Path page;
  private final Path example;
  private final List<String> problems = new ArrayList<>();
  private Optional<Path> shown = Optional.empty();
  private int parts;

  private ShownExample(Path page, Path example) {
    this.page = page;
    this.example = example;
  }

  /**
   * Reads a page.
   *
   * @param example the folder of the example, from which counted files are named
   */
  static ShownExample read(Path page, Path example) {
    ShownExample read = new ShownExample(page, example);
    read.readPage();
    return read;
  }

  /** What the page says that is not so, in words. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** How many blocks and counts were held against files. */
  int parts() {
    return parts;
  }

  private void readPage() {
    Optional<String> form = Optional.empty();
    List<String> block = new ArrayList<>();
    for (String line : SourceTree.text(page).lines().toList()) {
      if (form.isEmpty()) {
        LINK.matcher(line).results().forEach(link -> follow(link.group(1)));
        form = Optional.of(line).filter(l -> l.startsWith(FENCE)).map(l -> l.substring(3));
      } else if (line.equals(FENCE)) {
        check(form.get(), block);
        form = Optional.empty();
        block.clear();
      } else {
        block.add(line);
      }
    }
  }

  private void follow(String link) {
    Path target = page.resolveSibling(link).normalize();
    shown = Optional.of(target);
    if (!Files.exists(target)) {
      problems.add("There is no " + link);
    }
  }

  private void check(String form, List<String> block) {
    switch (form) {
      case "java", "xml" -> require(isIn(block), block);
      case "diff" -> require(isIn(without('+', block)) || isIn(without('-', block)), block);
      default -> block.forEach(this::checkCount);
    }
  }

  private void require(boolean right, List<String> block) {
    parts++;
    if (!right) {
      problems.add(
          shown.map(file -> "Not in " + file.getFileName()).orElse("No link before")
              + ":\n"
              + String.join("\n", block));
    }
  }

  private static List<String> without(char mark, List<String> diff) {
    return diff.stream()
        .filter(line -> line.isEmpty() || line.charAt(0) != mark)
        .map(line -> line.isEmpty() ? line : line.substring(1))
        .toList();
  }

  private boolean isIn(List<String> block) {
    if (shown.filter(Files::exists).isEmpty()) {
      return false;
    }
    List<String> rest = stripped(SourceTree.text(shown.get()).lines().toList());
    for (List<String> piece : pieces(stripped(block))) {
      int at = Collections.indexOfSubList(rest, piece);
      if (at < 0) {
        return false;
      }
      rest = rest.subList(at + piece.size(), rest.size());
    }
    return true;
  }

  private static List<String> stripped(List<String> lines) {
    return lines.stream().map(String::strip).toList();
  }

  private static List<List<String>> pieces(List<String> block) {
    List<List<String>> pieces = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < block.size(); i++) {
      if (block.get(i).equals(GAP)) {
        pieces.add(block.subList(from, i));
        from = i + 1;
      }
    }
    pieces.add(block.subList(from, block.size()));
    return pieces;
  }

  private void checkCount(String line) {
    Matcher count = COUNT.matcher(line);
    if (count.matches()) {
      parts++;
      Path file = example.resolve(count.group(2));
      long lines = Files.exists(file) ? SourceTree.text(file).lines().count() : 0;
      if (lines != Long.parseLong(count.group(1))) {
        problems.add(count.group(2) + " has " + lines + " lines, not " + count.group(1));
      }
    }
  }
}
