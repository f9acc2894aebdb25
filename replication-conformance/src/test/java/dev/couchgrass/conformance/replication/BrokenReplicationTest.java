package dev.couchgrass.conformance.replication;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.replication.WrongStores.LosesGrafts;
import dev.couchgrass.store.DocumentStore;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The suite refutes what is wrong in one point: a test that names the rule fails, by comparing, and
 * says which rule that is. The same suite passes on what is honest, in {@link
 * MemoryReplicationConformance}.
 */
class BrokenReplicationTest {
  private static final Launcher LAUNCHER = LauncherFactory.create();
  private static final int RUNS = 5;
  private static final String REGRESSIONS = "couchgrass.regressions";

  /** What is to fail is no regression. */
  @TempDir private Path regressions;

  /** What is wrong, in which rule, and in the place of what. */
  private record Wrong(
      String rule, String fault, Optional<StorageHome.Source> homes, Between between) {
    static Wrong store(String rule, String fault, UnaryOperator<DocumentStore> wrong) {
      return home(rule, fault, () -> WrongHome.of(wrong));
    }

    static Wrong home(String rule, String fault, StorageHome.Source homes) {
      return new Wrong(rule, fault, Optional.of(homes), Between.NOTHING);
    }

    static Wrong replicator(String rule, String fault, Between between) {
      return new Wrong(rule, fault, Optional.empty(), between);
    }
  }

  private static final List<Wrong> ALL =
      List.of(
          Wrong.store("REP-1", "a conflict is not missing", WrongStores::conflictsNotMissing),
          Wrong.store("REP-1", "a graft that loses is dropped", WrongStores::losersDropped),
          Wrong.store("REP-1", "only winners are listed", WrongStores::winnersListed),
          Wrong.home(
              "REP-7",
              "sequences are given again after a crash",
              () ->
                  WrongHome.of(
                      UnaryOperator.identity(), db -> later(WrongStores.sequencesReused(db)))),
          Wrong.store("REP-2", "the lowest leaf wins", WrongStores::lowestWins),
          Wrong.store("REP-3", "a tombstone's body is dropped", WrongStores::tombstonesEmptied),
          Wrong.store("REP-4", "attachments are not grafted", WrongStores::attachmentsDropped),
          Wrong.home(
              "REP-7", "a crash loses grafts that were flushed", BrokenReplicationTest::losing),
          Wrong.store("REP-13", "a feed is woken once", WrongStores::feedsAsleep),
          Wrong.replicator(
              "REP-5",
              "what is there is counted as written",
              WrongReplications.everythingMissing()),
          Wrong.replicator("REP-6", "a refusal is not told", WrongReplications.refusalsUncounted()),
          Wrong.replicator("REP-7", "what was read is noted", WrongReplications.notesWhatIsRead()),
          Wrong.replicator(
              "REP-8", "a failure is taken for the end", WrongReplications.failuresAreTheEnd()),
          Wrong.replicator(
              "REP-9", "the source is compacted", WrongReplications.compactsItsSource()),
          Wrong.replicator(
              "REP-10", "it fails for ever after a failure", WrongReplications.givesUp()),
          Wrong.replicator("REP-11", "notes are not read", WrongReplications.notesUnread()),
          Wrong.replicator(
              "REP-12", "what waits is not cancelled", WrongReplications.deafWhileItWaits()),
          Wrong.replicator("REP-14", "notes are not read", WrongReplications.notesUnread()));

  private static StorageHome losing() {
    LosesGrafts lost = new LosesGrafts();
    return WrongHome.of(lost::noting, lost::losing);
  }

  private static Future<DocumentStore> later(DocumentStore db) {
    return Future.succeededFuture(db);
  }

  private static Wrong underTest = ALL.get(0);

  /** What an adapter's author writes, over what is wrong. */
  static final class UnderTest extends ReplicationConformance {
    @Override
    protected StorageHome storage() throws IOException {
      return underTest.homes().isPresent() ? underTest.homes().get().make() : other();
    }

    @Override
    Between between() {
      return underTest.between();
    }
  }

  @TestFactory
  Stream<DynamicTest> isRefuted() {
    return ALL.stream()
        .map(
            wrong ->
                DynamicTest.dynamicTest(
                    wrong.rule() + ": " + wrong.fault(), () -> assertRefuted(wrong)));
  }

  /** Chance may pass it over once. */
  private void assertRefuted(Wrong wrong) {
    underTest = wrong;
    List<String> refuting = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (int run = 0; run < RUNS && refuting.isEmpty(); run++) {
      run(wrong.rule(), refuting, others);
    }
    System.out.printf("%s %s: refuted by %s%n", wrong.rule(), wrong.fault(), refuting);
    assertFalse(refuting.isEmpty(), () -> "Not refuted; what failed: " + others);
  }

  private void run(String rule, List<String> refuting, List<String> others) {
    try {
      Path own = Files.createTempDirectory(regressions, "run");
      System.setProperty(REGRESSIONS, own.toString());
      launch(rule, refuting, others);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.clearProperty(REGRESSIONS);
    }
  }

  private static void launch(String rule, List<String> refuting, List<String> others) {
    LAUNCHER.execute(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(UnderTest.class))
            .filters(TagFilter.includeTags(rule))
            .configurationParameter("jqwik.database", "")
            // That it fails is asked for, and not which is the shortest script that does.
            .configurationParameter("jqwik.shrinking.default", "OFF")
            .build(),
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result
                .getThrowable()
                .ifPresent(
                    failure -> {
                      boolean names =
                          String.valueOf(failure.getMessage()).contains(rule + " (docs/spec/")
                              && failure.getCause() instanceof AssertionError;
                      (names ? refuting : others)
                          .add(
                              names ? test.getDisplayName() : String.valueOf(failure.getMessage()));
                    });
          }
        });
  }
}
