package dev.couchgrass.query.error;

import dev.couchgrass.core.InvalidInputException;
import java.util.Objects;

/**
 * A selector that is refused.
 *
 * <p>An expected failure, so it carries no stack trace. The message is constant text; {@link
 * #reason()} adds what varies.
 */
public final class InvalidSelectorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Longer details are cut: they come from whoever is refused. */
  private static final int MAX_DETAIL = 200;

  private final Problem problem;
  private final String detail;

  /** What is wrong, with CouchDB's word for it. */
  public enum Problem {
    /** Not a JSON object. */
    NO_OBJECT("bad_request", "Selector error: expected a JSON object"),
    /** An operator that nobody knows, or that has no meaning where it stands. */
    INVALID_OPERATOR("invalid_operator", "Invalid operator: "),
    /** An operator that needs more than the document. */
    NOT_SUPPORTED("not_supported", "Unsupported operator: "),
    /** An argument that is none for its operator. */
    BAD_ARGUMENT("bad_arg", "Bad argument for operator "),
    /** A condition that stands outside of any field. */
    NO_FIELD("invalid_selector", "One or more conditions is missing a field name."),
    /** A path with an empty name in it. */
    INVALID_FIELD("invalid_field_name", "Invalid field name: "),
    /** Beyond the limits. */
    TOO_LARGE("too_large", "The selector is too large: ");

    private final String word;
    private final String message;

    Problem(String word, String message) {
      this.word = word;
      this.message = message;
    }

    /** The value of {@code error} in CouchDB's answer to a query. */
    public String word() {
      return word;
    }
  }

  /**
   * A refusal.
   *
   * @param detail what varies, such as the operator; empty if nothing does
   */
  public InvalidSelectorException(Problem problem, String detail) {
    super(problem.message, null, false, false);
    this.problem = problem;
    Objects.requireNonNull(detail);
    this.detail = detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) + "..." : detail;
  }

  public Problem problem() {
    return problem;
  }

  /** Message and detail together, in CouchDB's words where it has some. */
  public String reason() {
    return problem.message + detail;
  }

  /** The same refusal, in core's terms. */
  public InvalidInputException toInvalidInput() {
    return new InvalidInputException(
        problem == Problem.TOO_LARGE
            ? InvalidInputException.Problem.TOO_LARGE
            : InvalidInputException.Problem.BAD_REQUEST,
        problem.message,
        detail);
  }
}
