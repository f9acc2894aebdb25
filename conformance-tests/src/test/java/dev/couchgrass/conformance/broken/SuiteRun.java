package dev.couchgrass.conformance.broken;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A run of a suite within a test: of those of its tests that name one of some rules. */
final class SuiteRun {
  /** A test that came to its end, or a container of tests that failed as such. */
  record Ended(String id, String name, Set<String> tags, TestExecutionResult result) {
    boolean is(Status status) {
      return result.getStatus() == status;
    }
  }

  private final List<Ended> ended = new ArrayList<>();

  private SuiteRun() {}

  static SuiteRun of(Class<?> suite, Set<String> rules) {
    SuiteRun run = new SuiteRun();
    TestExecutionListener listener =
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest() || result.getStatus() == Status.FAILED) {
              run.ended.add(ended(test, result));
            }
          }
        };
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(suite))
                .filters(TagFilter.includeTags(List.copyOf(rules)))
                .configurationParameter("jqwik.database", "")
                // That it fails is what is asked for, not which is the shortest script that does.
                .configurationParameter("jqwik.shrinking.default", "OFF")
                .build(),
            listener);
    return run;
  }

  private static Ended ended(TestIdentifier test, TestExecutionResult result) {
    Set<String> tags =
        test.getTags().stream().map(TestTag::getName).collect(Collectors.toUnmodifiableSet());
    return new Ended(test.getUniqueId(), test.getLegacyReportingName(), tags, result);
  }

  List<Ended> all(Status status) {
    return ended.stream().filter(each -> each.is(status)).toList();
  }
}
