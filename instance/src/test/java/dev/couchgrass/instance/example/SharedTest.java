package dev.couchgrass.instance.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example runs, and the guide shows the very same. */
class SharedTest {
  private static final Path GUIDE = Path.of("../docs/guide/signed-databases.md");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/couchgrass/instance/example/Shared.java");
  private static final String PRINTED = "{\"bread\":\"1\",\"milk\":\"2 l\"}\n";

  @Test
  void printsWhatTheGuideSays() throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(printed, true, UTF_8));
      Shared.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    assertEquals(PRINTED, printed.toString(UTF_8).replace(System.lineSeparator(), "\n"));
    assertTrue(Files.readString(GUIDE).contains(PRINTED));
  }

  @Test
  void isShown() throws IOException {
    String source = Files.readString(SOURCE);
    String guide = Files.readString(GUIDE);
    int main = source.indexOf('\n', source.indexOf("void main")) + 1;
    int helper = source.indexOf("  private static List<Entry> entries");
    String body = source.substring(main, source.indexOf("\n  }\n", main)).stripIndent() + "\n";
    String method =
        source.substring(helper, source.lastIndexOf('}')).stripTrailing().stripIndent() + "\n";
    assertTrue(guide.contains("```java\n" + body + "```"), () -> "The guide shows not\n" + body);
    assertTrue(
        guide.contains("```java\n" + method + "```"), () -> "The guide shows not\n" + method);
  }
}
