package dev.couchgrass.conformance.rule;

import dev.couchgrass.conformance.rule.RunRecord.Outcome;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.TestAbortedException;

/**
 * Makes the failure of a test say which rules it names, and what to check first; and records how
 * each test ended, if that is wanted.
 */
public final class TestReport
    implements TestExecutionExceptionHandler, AfterTestExecutionCallback, TestWatcher {
  private final RunRecord record = RunRecord.ofThisRun();

  /** For JUnit. */
  public TestReport() {}

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    if (failure instanceof TestAbortedException) {
      throw failure;
    }
    throw Explanation.of(context.getTags(), context.getRequiredTestInstances().getAllInstances())
        .explain(failure);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getRequiredTestInstance() instanceof Described described) {
      record.capabilities(suite(context), described.capabilities());
    }
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    record(context, Outcome.PASSED, Optional.empty());
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    record(context, Outcome.FAILED, Optional.empty());
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable cause) {
    record(context, Outcome.SKIPPED, Optional.ofNullable(cause.getMessage()));
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    record(context, Outcome.SKIPPED, reason);
  }

  private void record(ExtensionContext context, Outcome outcome, Optional<String> reason) {
    String test = context.getRequiredTestMethod().getName();
    record.test(suite(context), context.getTags(), test, outcome, reason.orElse(""));
  }

  /** The adapter's class: the outermost one. */
  private static Class<?> suite(ExtensionContext context) {
    return Stream.iterate(Optional.of(context), Optional::isPresent, each -> each.get().getParent())
        .flatMap(each -> each.get().getTestClass().stream())
        .reduce((inner, outer) -> outer)
        .orElseThrow();
  }
}
