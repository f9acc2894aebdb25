package dev.couchgrass.conformance.broken;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.couchgrass.conformance.rule.OwnRegressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A run of a suite within a test: of those of its tests that name one of some rules. */
final class TaggedRun {
  /**
   * A test that came to its end, or a group that failed as such.
   *
   * @param id the same in every run
   */
  record Ended(
      String id, String name, Set<String> tags, Status status, Optional<Throwable> failure) {}

  private static final Launcher LAUNCHER = LauncherFactory.create();

  private final List<Ended> ended = new ArrayList<>();

  private TaggedRun() {}

  /** Runs them now. */
  static TaggedRun of(Class<?> suite, Set<String> rules) {
    TaggedRun run = new TaggedRun();
    OwnRegressions.during(() -> LAUNCHER.execute(request(suite, rules), run.listener()));
    return run;
  }

  /** The tags of all its tests, none of which is run. */
  static Set<String> tags(Class<?> suite) {
    TestPlan plan =
        LAUNCHER.discover(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(suite)).build());
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .flatMap(test -> test.getTags().stream())
        .map(TestTag::getName)
        .collect(Collectors.toSet());
  }

  private static LauncherDiscoveryRequest request(Class<?> suite, Set<String> rules) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectClass(suite))
        .filters(TagFilter.includeTags(List.copyOf(rules)))
        .configurationParameter("jqwik.database", "")
        // That it fails is asked for, and not which is the shortest script that does.
        .configurationParameter("jqwik.shrinking.default", "OFF")
        .build();
  }

  private TestExecutionListener listener() {
    return new TestExecutionListener() {
      @Override
      public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() || result.getStatus() == Status.FAILED) {
          ended.add(
              new Ended(
                  test.getUniqueId(),
                  test.getLegacyReportingName().replace("()", ""),
                  test.getTags().stream().map(TestTag::getName).collect(Collectors.toSet()),
                  result.getStatus(),
                  result.getThrowable()));
        }
      }
    };
  }

  /** Those that ended so. */
  List<Ended> all(Status status) {
    return ended.stream().filter(each -> each.status() == status).toList();
  }
}
