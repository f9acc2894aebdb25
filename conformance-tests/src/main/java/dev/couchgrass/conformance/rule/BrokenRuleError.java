package dev.couchgrass.conformance.rule;

import org.opentest4j.AssertionFailedError;
import org.opentest4j.ValueWrapper;

/** A test's failure, with the rules that the test names. What it failed with is the cause. */
final class BrokenRuleError extends AssertionFailedError {
  private static final long serialVersionUID = 1;

  private BrokenRuleError(String message, Throwable failure) {
    super(message, failure);
    setStackTrace(failure.getStackTrace());
  }

  private BrokenRuleError(
      String message, ValueWrapper expected, ValueWrapper actual, Throwable failure) {
    super(message, expected, actual, failure);
    setStackTrace(failure.getStackTrace());
  }

  /** Keeps what was expected and what came, so that tools can still show the two side by side. */
  static BrokenRuleError of(String message, Throwable failure) {
    if (failure instanceof AssertionFailedError compared
        && compared.isExpectedDefined()
        && compared.isActualDefined()) {
      return new BrokenRuleError(message, compared.getExpected(), compared.getActual(), failure);
    }
    return new BrokenRuleError(message, failure);
  }
}
