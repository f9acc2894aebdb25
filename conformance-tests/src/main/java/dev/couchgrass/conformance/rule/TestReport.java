package dev.couchgrass.conformance.rule;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Makes the failure of a test say which rules it names, and what to check first. */
public final class TestReport implements TestExecutionExceptionHandler {
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
}
