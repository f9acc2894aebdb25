package dev.couchgrass.core.entry;

/**
 * An entry that is refused, or that would be.
 *
 * <p>An expected failure, so it carries no stack trace. The message is constant text; what varies
 * is in {@link #refusal()}.
 */
public final class InvalidEntryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  InvalidEntryException(EntryProblem problem) {
    this(problem, "");
  }

  InvalidEntryException(EntryProblem problem, String detail) {
    super(problem.message(), null, false, false);
    this.refusal = new Refusal(problem, detail);
  }

  /** What is wrong. */
  public EntryProblem problem() {
    return refusal.problem();
  }

  /** What is wrong, and where. */
  public Refusal refusal() {
    return refusal;
  }
}
