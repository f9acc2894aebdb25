package dev.couchgrass.sync.log.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example runs, and README and guide show the very same. */
class AppendingTest {
  private static final Path README = Path.of("../README.md");
  private static final Path GUIDE = Path.of("../docs/guide/signed-logs.md");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/couchgrass/sync/log/example/Appending.java");
  private static final String PRINTED = "true\n";
  private static final int MOST_LINES = 30;

  @Test
  void printsWhatItSays() throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(printed, true, UTF_8));
      Appending.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    assertEquals(PRINTED, printed.toString(UTF_8).replace(System.lineSeparator(), "\n"));
  }

  @Test
  void isShown() throws IOException {
    String source = Files.readString(SOURCE);
    int main = source.indexOf('\n', source.indexOf("void main")) + 1;
    String body = source.substring(main, source.indexOf("\n  }\n", main)).stripIndent() + "\n";
    assertTrue(body.lines().count() <= MOST_LINES, body.lines().count() + " lines");
    for (Path page : new Path[] {README, GUIDE}) {
      assertTrue(
          Files.readString(page).contains("```java\n" + body + "```"),
          () -> page + " shows not\n" + body);
    }
  }
}
