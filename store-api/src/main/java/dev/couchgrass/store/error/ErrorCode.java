package dev.couchgrass.store.error;

/** Everything that can go wrong, each with CouchDB's word for it and its HTTP status. */
public enum ErrorCode {
  BAD_REQUEST(400, "bad_request"),
  ILLEGAL_DOCUMENT_ID(400, "illegal_docid"),
  ILLEGAL_DATABASE_NAME(400, "illegal_database_name"),
  DOC_VALIDATION(400, "doc_validation"),
  /** A design document of another form than CouchDB asks for. */
  INVALID_DESIGN_DOCUMENT(400, "invalid_design_doc"),
  ATTACHMENT_MISMATCH(400, "content_md5_mismatch"),
  UNAUTHORIZED(401, "unauthorized"),
  FORBIDDEN(403, "forbidden"),
  DATABASE_MISSING(404, "not_found"),
  DOCUMENT_MISSING(404, "not_found"),
  /** An entry is not there. */
  ENTRY_MISSING(404, "not_found"),
  CONFLICT(409, "conflict"),
  /** An entry is settled otherwise already, or builds on what is not accepted. */
  ENTRY_STATUS(409, "conflict"),
  /** An operation that no log will ever take. */
  OPERATION_REFUSED(409, "conflict"),
  /** An operation before which others of its log are missing. */
  OPERATION_EARLY(409, "conflict"),
  DATABASE_EXISTS(412, "file_exists"),
  MISSING_STUB(412, "missing_stub"),
  TOO_LARGE(413, "too_large"),
  DOCUMENT_TOO_LARGE(413, "document_too_large"),
  ATTACHMENT_TOO_LARGE(413, "attachment_too_large"),
  UNSUPPORTED_MEDIA_TYPE(415, "bad_content_type"),
  /** The store failed: its disk, its network, its peer. What was being written was not written. */
  STORE_FAILED(500, "internal_server_error"),
  /** The store lacks this capability. */
  NOT_SUPPORTED(501, "not_implemented"),
  /** More work is waiting than the store accepts; try again later. */
  OVERLOADED(503, "service_unavailable"),
  /** A transaction took too long, and was rolled back. */
  TRANSACTION_EXPIRED(503, "service_unavailable");

  private final int status;
  private final String word;

  ErrorCode(int status, String word) {
    this.status = status;
    this.word = word;
  }

  /** The HTTP status that CouchDB answers with. */
  public int status() {
    return status;
  }

  /** The value of {@code error} in CouchDB's answer. */
  public String word() {
    return word;
  }
}
