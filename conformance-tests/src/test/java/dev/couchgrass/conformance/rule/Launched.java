package dev.couchgrass.conformance.rule;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.HashMap;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A run within a test, of tests that are to fail. */
final class Launched {
  private Launched() {}

  /** How each test of a class ended, by its name without parentheses. */
  static Map<String, TestExecutionResult> all(Class<?> suite) {
    return run(LauncherDiscoveryRequestBuilder.request().selectors(selectClass(suite)));
  }

  /** How those ended that have a tag. */
  static Map<String, TestExecutionResult> tagged(String tag, Class<?> suite) {
    return run(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(suite))
            .filters(TagFilter.includeTags(tag)));
  }

  private static Map<String, TestExecutionResult> run(LauncherDiscoveryRequestBuilder request) {
    Map<String, TestExecutionResult> results = new HashMap<>();
    TestExecutionListener listener =
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            results.put(test.getDisplayName().replace("()", ""), result);
          }
        };
    LauncherFactory.create()
        .execute(request.configurationParameter("jqwik.database", "").build(), listener);
    return results;
  }
}
