package dev.couchgrass.core;

import java.util.Objects;
import java.util.Optional;

/**
 * Input that core refuses: malformed JSON, a bad id, an unknown special member.
 *
 * <p>An expected failure, so it carries no stack trace. The message is constant text; what varies
 * is in {@link #detail()}, and {@link #reason()} joins the two as CouchDB words them.
 */
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, as a closed set. */
  public enum Problem {
    /** Malformed JSON, a wrong type, a missing member. */
    BAD_REQUEST,
    /** A document id that breaks CouchDB's rules. */
    ILLEGAL_DOCUMENT_ID,
    /** A database name that breaks CouchDB's rules. */
    ILLEGAL_DATABASE_NAME,
    /** A special (underscore) member that is unknown or has a wrong value. */
    DOC_VALIDATION,
    /** Attachment bytes that do not match the digest or length that was declared. */
    ATTACHMENT_MISMATCH,
    /** Input longer, deeper or more numerous than a limit. */
    TOO_LARGE
  }

  private final Problem problem;
  private final String detail;
  private final String reason;

  public InvalidInputException(Problem problem, String message) {
    this(problem, message, "");
  }

  /**
   * @param message constant text
   * @param detail what varies, such as the member's name; empty if nothing does
   */
  public InvalidInputException(Problem problem, String message, String detail) {
    super(Objects.requireNonNull(message), null, false, false);
    this.problem = Objects.requireNonNull(problem);
    this.detail = Objects.requireNonNull(detail);
    this.reason = message + detail;
  }

  public Problem problem() {
    return problem;
  }

  /** What varies: the name, id or value that was refused. */
  public Optional<String> detail() {
    return detail.isEmpty() ? Optional.empty() : Optional.of(detail);
  }

  /** Message and detail together, in CouchDB's words where it has some. */
  public String reason() {
    return reason;
  }
}
