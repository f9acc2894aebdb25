package dev.couchgrass.core.operation;

/**
 * An operation that is refused, or that would be.
 *
 * <p>An expected failure, so it carries no stack trace. The message is constant text; what varies
 * is in {@link #refusal()}.
 */
public final class InvalidOperationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  InvalidOperationException(OperationProblem problem) {
    this(problem, "");
  }

  InvalidOperationException(OperationProblem problem, String detail) {
    super(problem.message(), null, false, false);
    this.refusal = new Refusal(problem, detail);
  }

  /** What is wrong. */
  public OperationProblem problem() {
    return refusal.problem();
  }

  /** What is wrong, and where. */
  public Refusal refusal() {
    return refusal;
  }
}
