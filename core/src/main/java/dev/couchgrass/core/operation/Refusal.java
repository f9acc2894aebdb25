package dev.couchgrass.core.operation;

import java.util.Objects;

/**
 * Why an operation was refused.
 *
 * @param detail what varies, such as the element's name; empty if nothing does
 */
public record Refusal(OperationProblem problem, String detail) {
  public Refusal {
    Objects.requireNonNull(problem);
    Objects.requireNonNull(detail);
  }

  /** The problem's words, and the detail behind a colon if there is one. */
  public String reason() {
    return detail.isEmpty() ? problem.message() : problem.message() + ": " + detail;
  }
}
