package dev.couchgrass.core.operation;

/** Why an operation is refused, as a closed set. Each refusal is for good. */
public enum OperationProblem {
  /** Not canonical CBOR, or a value of another kind than the place's. */
  ENCODING("The header is not in canonical CBOR"),
  HEADER_TOO_LARGE("The header has more bytes than a header may have"),
  BODY_TOO_LARGE("The body has more bytes than a body may have"),
  MISSING_ELEMENT("The header lacks an element"),
  EXCESS_ELEMENTS("The header has more elements than a header has"),
  NUMBER_RANGE("The header has a number that is negative or too great"),
  MALFORMED_KEY("The header has a malformed key"),
  MALFORMED_SIGNATURE("The header has a malformed signature"),
  MALFORMED_HASH("The header has a malformed hash"),
  /** They would stand for the numbers and hashes of a header, or say nothing. */
  EXTENSIONS_KIND("The header has extensions that are a number, bytes, or null"),

  UNSIGNED("The header has no signature"),
  SIGNATURE_MISMATCH("The signature is not of this header and this key"),
  UNSUPPORTED_VERSION("The header has an unknown version"),
  INCONSISTENT_PAYLOAD_INFO("The header has a body's hash and no size, or a size and no hash"),
  SEQUENCE_NUMBER_MISMATCH("The header begins a log and has a backlink"),
  BACKLINK_MISSING("The header begins no log and has no backlink"),
  PAYLOAD_MISMATCH("The body is not the one that the header announces"),

  MALFORMED_EXTENSIONS("The extensions have a member of another kind, or one that says nothing"),
  TOO_MANY_PREVIOUS("The extensions name too many previous operations"),
  PREVIOUS_NOT_SORTED("The extensions name previous operations out of order, or one twice"),

  TOO_MANY_AUTHORS("The operation is of another author than the log"),
  OTHER_LOG("The operation says that it is of another log"),
  SEQUENCE_NUMBER_NON_INCREMENTAL("The operation does not have the log's next sequence number"),
  BACKLINK_MISMATCH("The operation's backlink is not the operation before"),
  FORK("The log has another operation with this sequence number"),
  LOG_FULL("The log has the greatest sequence number already");

  private final String message;

  OperationProblem(String message) {
    this.message = message;
  }

  /** The problem in words, which do not change. */
  public String message() {
    return message;
  }
}
