package dev.couchgrass.core.entry;

import java.util.Objects;

/**
 * Why an entry was refused.
 *
 * @param detail what varies, such as the member's name; empty if nothing does
 */
public record Refusal(EntryProblem problem, String detail) {
  public Refusal {
    Objects.requireNonNull(problem);
    Objects.requireNonNull(detail);
  }

  /** The problem's words, and the detail behind a colon if there is one. */
  public String reason() {
    return detail.isEmpty() ? problem.message() : problem.message() + ": " + detail;
  }
}
