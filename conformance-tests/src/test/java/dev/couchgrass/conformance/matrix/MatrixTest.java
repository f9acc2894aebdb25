package dev.couchgrass.conformance.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.conformance.rule.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixTest {
  private static final Rulebook RULES =
      Rulebook.of(
          Map.of(
              "keys.md",
              """
              - **KEY-1** It MUST be a key, and no suite tries keys.
              """,
              "writes.md",
              """
              - **WRT-1** It MUST write.
              - **WRT-2** It MUST write well.
              - **WRT-3** It MUST NOT write what nobody wants.
              """));

  @TempDir Path folder;

  private SuiteRun run(String name, String... lines) throws IOException {
    Path file = folder.resolve(name + "Conformance.tsv");
    Files.writeString(file, String.join("\n", lines));
    return SuiteRun.read(file);
  }

  private List<SuiteRun> runs() throws IOException {
    run(
        "One",
        "capability\tPURGE",
        "rule\tWRT-1\tPASSED\taTest\t",
        "rule\tWRT-2\tPASSED\taTest\t",
        "rule\tWRT-2\tSKIPPED\tanother\tThe store lacks X");
    run(
        "Two",
        "capability\tX",
        "rule\tWRT-1\tPASSED\taTest\t",
        "rule\tWRT-1\tFAILED\tanother\t",
        "rule\tWRT-2\tSKIPPED\tanother\tNot here");
    return SuiteRun.below(List.of(folder, folder.resolve("nothing")));
  }

  @Test
  void theSummaryHasCapabilitiesAndWhatIsProvedOfEachPage() throws IOException {
    assertEquals(
        """
        |  | `One` | `Two` |
        | --- | --- | --- |
        | `PURGE` | ✓ | – |
        | `X` | – | ✓ |
        | [writes](docs/spec/writes.md) | 1/2 | 0/2 |""",
        new Matrix(runs(), RULES).summary());
  }

  @Test
  void theDetailsHaveEachRuleThatIsTestedAndWhatWasSkipped() throws IOException {
    assertEquals(
        """
        | rule | `One` | `Two` |
        | --- | --- | --- |
        | [WRT-1](spec/writes.md) | ✓ | ✗ |
        | [WRT-2](spec/writes.md) | (✓) | – |

        What `One` skips:

        - The store lacks X

        What `Two` skips:

        - Not here""",
        new Matrix(runs(), RULES).details());
  }

  @Test
  void whatIsNoRecordIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> run("Three", "rule\tWRT-1\tPASSED"));
  }

  @Test
  void tablesGoBetweenTheirMarks() {
    String page = "a\n<!-- matrix: summary -->\nold\n<!-- matrix end -->\nb\n";
    assertEquals(
        "a\n<!-- matrix: summary -->\nnew\n<!-- matrix end -->\nb\n",
        MatrixPages.fill(page, Map.of("summary", "new", "details", "other")));
  }
}
