package dev.couchgrass.instance.auth;

import java.util.Objects;

/**
 * Why an entry is not authorised.
 *
 * @param detail what varies, such as the key's name; empty if nothing does
 */
public record AuthRefusal(AuthProblem problem, String detail) {
  public AuthRefusal {
    Objects.requireNonNull(problem);
    Objects.requireNonNull(detail);
  }

  static AuthRefusal of(AuthProblem problem) {
    return new AuthRefusal(problem, "");
  }

  /** The problem's words, and the detail behind a colon if there is one. */
  public String reason() {
    return detail.isEmpty() ? problem.message() : problem.message() + ": " + detail;
  }
}
