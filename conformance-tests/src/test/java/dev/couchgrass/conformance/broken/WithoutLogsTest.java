package dev.couchgrass.conformance.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.broken.TaggedRun.Ended;
import dev.couchgrass.conformance.broken.storage.WrappedHome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult.Status;

/** A storage may keep no signed logs: then nothing passes that is about them, and nothing fails. */
class WithoutLogsTest {
  @Test
  void whatIsAboutLogsIsSkippedWithTheReason() {
    UnderTest.storages(WrappedHome::withoutLogs);
    TaggedRun run = TaggedRun.of(UnderTest.Storages.class, Set.of("LOG-1"));
    assertEquals(List.of(), run.all(Status.FAILED));
    assertEquals(List.of(), run.all(Status.SUCCESSFUL));
    List<Ended> skipped = run.all(Status.ABORTED);
    assertTrue(skipped.stream().anyMatch(test -> test.name().contains("logsAgree")));
    assertTrue(skipped.size() > 1);
    for (Ended test : skipped) {
      assertEquals("The storage keeps no signed logs", test.failure().orElseThrow().getMessage());
    }
  }
}
