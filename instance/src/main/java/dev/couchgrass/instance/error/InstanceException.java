package dev.couchgrass.instance.error;

import java.util.Objects;
import java.util.Optional;

/**
 * An expected failure: what a failed future of this module carries, beside those of the storage.
 *
 * <p>The message is constant text, what varies is in {@link #detail}. No stack trace.
 */
public class InstanceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final InstanceProblem problem;
  private final String detail;

  public InstanceException(InstanceProblem problem) {
    this(problem, "");
  }

  /**
   * @param detail what varies, such as a name; empty if nothing does
   */
  public InstanceException(InstanceProblem problem, String detail) {
    super(problem.message(), null, false, false);
    this.problem = problem;
    this.detail = Objects.requireNonNull(detail);
  }

  public final InstanceProblem problem() {
    return problem;
  }

  /** What varies: the name or id that the message is about. */
  public final Optional<String> detail() {
    return detail.isEmpty() ? Optional.empty() : Optional.of(detail);
  }

  /** Message and detail together. */
  public final String reason() {
    return detail.isEmpty() || problem.message().endsWith(": ")
        ? problem.message() + detail
        : problem.message() + ": " + detail;
  }
}
