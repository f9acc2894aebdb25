package dev.couchgrass.acceptance.peer;

import dev.couchgrass.acceptance.peer.KnownDefects.Defect;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Turns the failures that {@link KnownDefects} explain into skipped tests that tell the rule and
 * the reason, and fails a class that keeps a defect which is gone.
 */
final class Excuses
    implements ExecutionCondition,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler,
        AfterTestExecutionCallback,
        AfterAllCallback {
  private static final String SKIPPED = "Known to be broken there: ";

  private final KnownDefects defects;

  Excuses(KnownDefects defects) {
    this.defects = defects;
  }

  private static String name(ExtensionContext context) {
    return context.getRequiredTestClass().getSimpleName()
        + '.'
        + context.getRequiredTestMethod().getName();
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context
        .getTestMethod()
        .flatMap(method -> defects.skip(name(context)))
        .map(defect -> ConditionEvaluationResult.disabled(SKIPPED + defect))
        .orElseGet(() -> ConditionEvaluationResult.enabled("It is to be seen whether it passes"));
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw excused(context, failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw excused(context, failure);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw excused(context, failure);
  }

  private Throwable excused(ExtensionContext context, Throwable failure) {
    return excused(defects, name(context), failure);
  }

  static Throwable excused(KnownDefects defects, String test, Throwable failure) {
    if (failure instanceof TestAbortedException) {
      return failure;
    }
    Optional<Defect> defect = defects.excuse(test);
    return defect.isEmpty() ? failure : new TestAbortedException(SKIPPED + defect.get(), failure);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isEmpty()) {
      defects.passed(name(context));
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    boolean outermost = context.getRequiredTestClass().getEnclosingClass() == null;
    List<Defect> gone = outermost ? defects.outlived() : List.of();
    if (!gone.isEmpty()) {
      throw new AssertionError("No longer broken: take it off the list: " + gone);
    }
  }
}
