package dev.couchgrass.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownExampleTest {
  /** Fewer than this means that the page was not read. */
  private static final int FEWEST_PARTS = 10;

  @TempDir private Path folder;

  @BeforeEach
  void writeExample() throws IOException {
    Files.writeString(
        folder.resolve("A.java"),
        """
        class A {
          int one;

          int two;
          int three;
        }
        """);
  }

  private List<String> problems(String page) throws IOException {
    Files.writeString(folder.resolve("page.md"), page);
    return ShownExample.read(folder.resolve("page.md"), folder).problems();
  }

  @Test
  void theGuideShowsWhatTheBuildRuns() {
    ShownExample shown =
        ShownExample.read(
            SourceTree.root().resolve("docs/guide/write-an-adapter.md"),
            SourceTree.root().resolve("examples/rocksdb-engine"));
    assertEquals(List.of(), shown.problems(), () -> String.join("\n", shown.problems()));
    assertTrue(shown.parts() >= FEWEST_PARTS, () -> "Only " + shown.parts());
  }

  @Test
  void whatIsInTheFileIsNoProblem() throws IOException {
    assertEquals(
        List.of(),
        problems(
            """
            In [A](A.java):

            ```java
            int one;

            int two;
            ```

            ```java
            class A {
              …
              int two;
              …
            }
            ```

            ```text
              6 A.java
            int four;
            ```
            """));
  }

  @Test
  void whatIsNotInTheFileIsAProblem() throws IOException {
    assertEquals(
        List.of("Not in A.java:\nint four;"), problems("[A](A.java)\n```java\nint four;\n```\n"));
    assertEquals(
        List.of("Not in A.java:\nint one;\nint two;"),
        problems("[A](A.java)\n```java\nint one;\nint two;\n```\n"));
    assertEquals(
        List.of("Not in A.java:\nint two;\n…\nint one;"),
        problems("[A](A.java)\n```java\nint two;\n…\nint one;\n```\n"));
  }

  @Test
  void aDiffGoesToOrFromWhatIsInTheFile() throws IOException {
    String to = "[A](A.java)\n```diff\n   int two;\n-  int 3;\n+  int three;\n```\n";
    assertEquals(List.of(), problems(to));
    assertEquals(List.of(), problems(to.replace("-  int 3;\n+  int three;", "-  int three;")));
    assertEquals(1, problems(to.replace("int three", "int four")).size());
    assertEquals(1, problems(to.replace("int two", "int four")).size());
  }

  @Test
  void aFileThatIsNotThereIsAProblem() throws IOException {
    assertEquals(List.of("There is no B.java"), problems("[B](B.java)\n"));
    assertEquals(List.of("No link before:\nint one;"), problems("```java\nint one;\n```\n"));
  }

  @Test
  void aWrongCountIsAProblem() throws IOException {
    assertEquals(List.of("A.java has 6 lines, not 5"), problems("```\n 5 A.java\n```\n"));
    assertEquals(List.of("B.java has 0 lines, not 5"), problems("```\n5 B.java\n```\n"));
  }
}
