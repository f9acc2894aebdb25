package dev.couchgrass.conformance.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.couchgrass.conformance.rule.RunRecord.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("new/RunRecordTest.tsv");
  }

  private RunRecord record() {
    return new RunRecord(Optional.of(folder.resolve("new")));
  }

  @Test
  void eachRuleOfATestHasALineOnce() throws IOException {
    RunRecord record = record();
    Set<String> tags = Set.of("WRT-3", "slow", "ENG-1");
    record.capabilities(RunRecordTest.class, Set.of("PURGE"));
    record.test(RunRecordTest.class, tags, "aTest", Outcome.PASSED, "");
    record.test(RunRecordTest.class, tags, "aTest", Outcome.PASSED, "");
    record.test(RunRecordTest.class, Set.of("WRT-3"), "b", Outcome.SKIPPED, "lacks\t\nit");
    assertEquals(
        List.of(
            "capability\tPURGE",
            "rule\tENG-1\tPASSED\taTest\t",
            "rule\tWRT-3\tPASSED\taTest\t",
            "rule\tWRT-3\tSKIPPED\tb\tlacks it"),
        Files.readAllLines(file()));
  }

  @Test
  void aNewRunReplacesTheLast() throws IOException {
    record().test(RunRecordTest.class, Set.of("WRT-3"), "a", Outcome.FAILED, "");
    record().test(RunRecordTest.class, Set.of("WRT-4"), "a", Outcome.PASSED, "");
    assertEquals(List.of("rule\tWRT-4\tPASSED\ta\t"), Files.readAllLines(file()));
  }

  @Test
  void nothingIsWrittenIfNobodyAsks() {
    RunRecord record = new RunRecord(Optional.empty());
    record.test(RunRecordTest.class, Set.of("WRT-3"), "a", Outcome.PASSED, "");
    assertFalse(Files.exists(file()));
  }
}
