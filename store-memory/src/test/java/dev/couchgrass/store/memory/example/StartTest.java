package dev.couchgrass.store.memory.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example runs, and the documentation shows the very same. */
class StartTest {
  private static final Path ROOT = Path.of("..");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/couchgrass/store/memory/example/Start.java");
  private static final String PRINTED =
      "2-6095bfc1d928b91eda329b5fcbb588be {\"country\":\"Norway\",\"people\":717710}\n";

  @Test
  void printsWhatTheGuideSays() throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(printed, true, UTF_8));
      Start.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    assertEquals(PRINTED, printed.toString(UTF_8).replace(System.lineSeparator(), "\n"));
    assertTrue(Files.readString(ROOT.resolve("docs/guide/start.md")).contains(PRINTED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/guide/start.md"})
  void isShown(String document) throws IOException {
    String source = Files.readString(SOURCE);
    int from = source.indexOf('\n', source.indexOf("void main")) + 1;
    String body = source.substring(from, source.indexOf("\n  }\n", from)).stripIndent() + "\n";
    String text = Files.readString(ROOT.resolve(document));
    assertTrue(
        text.contains("```java\n" + body + "```"), () -> document + " shows another than\n" + body);
  }
}
