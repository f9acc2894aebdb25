package dev.couchgrass.store.error;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.operation.Refusal;
import java.util.Objects;
import java.util.Optional;

/**
 * An expected failure of a store: what a failed future of this API carries.
 *
 * <p>The message is constant text, what varies is in {@link #detail()}. No stack trace, but for
 * {@link ErrorCode#STORE_FAILED}, whose cause is kept.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String detail;
  private final String reason;
  private final transient Optional<Refusal> refusal;

  public StoreException(ErrorCode code, String message) {
    this(code, message, "");
  }

  /**
   * @param message constant text
   * @param detail what varies, such as a name; empty if nothing does
   */
  public StoreException(ErrorCode code, String message, String detail) {
    this(code, message, detail, Optional.empty());
  }

  private StoreException(ErrorCode code, String message, String detail, Optional<Refusal> refusal) {
    super(Objects.requireNonNull(message), null, false, false);
    this.code = Objects.requireNonNull(code);
    this.detail = Objects.requireNonNull(detail);
    this.reason = message + detail;
    this.refusal = refusal;
  }

  private StoreException(String message, Throwable cause) {
    super(message, cause);
    this.code = ErrorCode.STORE_FAILED;
    this.detail = "";
    this.reason = message;
    this.refusal = Optional.empty();
  }

  /** The store failed beneath its own logic. */
  public static StoreException failed(String message, Throwable cause) {
    return new StoreException(message, Objects.requireNonNull(cause));
  }

  /** An update that does not build on the newest revision of its branch. */
  public static StoreException conflict() {
    return new StoreException(ErrorCode.CONFLICT, "Document update conflict.");
  }

  /** The database is not there, or no longer. */
  public static StoreException databaseMissing() {
    return new StoreException(ErrorCode.DATABASE_MISSING, "Database does not exist.");
  }

  /** The same refusal, in the store's terms. */
  public static StoreException of(InvalidInputException refusal) {
    ErrorCode code =
        switch (refusal.problem()) {
          case BAD_REQUEST -> ErrorCode.BAD_REQUEST;
          case ILLEGAL_DOCUMENT_ID -> ErrorCode.ILLEGAL_DOCUMENT_ID;
          case ILLEGAL_DATABASE_NAME -> ErrorCode.ILLEGAL_DATABASE_NAME;
          case DOC_VALIDATION -> ErrorCode.DOC_VALIDATION;
          case ATTACHMENT_MISMATCH -> ErrorCode.ATTACHMENT_MISMATCH;
          case TOO_LARGE -> ErrorCode.TOO_LARGE;
        };
    return new StoreException(
        code, Objects.requireNonNull(refusal.getMessage()), refusal.detail().orElse(""));
  }

  /** An operation that its log does not take, for the reason that core has. */
  public static StoreException refused(Refusal refusal) {
    return new StoreException(
        ErrorCode.OPERATION_REFUSED,
        refusal.problem().message(),
        detailOf(refusal),
        Optional.of(refusal));
  }

  private static String detailOf(Refusal refusal) {
    return refusal.detail().isEmpty() ? "" : ": " + refusal.detail();
  }

  public ErrorCode code() {
    return code;
  }

  /** Why an operation was refused, if this is {@link ErrorCode#OPERATION_REFUSED}. */
  public Optional<Refusal> refusal() {
    return refusal;
  }

  /** What varies: the name, id or number that the message is about. */
  public Optional<String> detail() {
    return detail.isEmpty() ? Optional.empty() : Optional.of(detail);
  }

  /** Message and detail together, in CouchDB's words where it has some. */
  public String reason() {
    return reason;
  }
}
