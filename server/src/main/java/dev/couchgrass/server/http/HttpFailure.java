package dev.couchgrass.server.http;

import java.util.Map;

/** A refusal in terms of HTTP. Carries no stack trace. */
public final class HttpFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String word;
  private final transient Map<String, String> headers;

  public HttpFailure(int status, String word, String reason) {
    this(status, word, reason, Map.of());
  }

  /**
   * @param word the answer's {@code error}
   * @param reason the answer's {@code reason}
   */
  public HttpFailure(int status, String word, String reason, Map<String, String> headers) {
    super(reason, null, false, false);
    this.status = status;
    this.word = word;
    this.headers = Map.copyOf(headers);
  }

  public static HttpFailure badRequest(String reason) {
    return new HttpFailure(400, "bad_request", reason);
  }

  /** A query parameter of a wrong form. */
  public static HttpFailure queryParse(String reason) {
    return new HttpFailure(400, "query_parse_error", reason);
  }

  public static HttpFailure notFound(String reason) {
    return new HttpFailure(404, "not_found", reason);
  }

  /** Something that CouchDB does and this server does not yet. */
  public static HttpFailure notImplemented(String reason) {
    return new HttpFailure(501, "not_implemented", reason);
  }

  public static HttpFailure unsupportedMediaType(String reason) {
    return new HttpFailure(415, "bad_content_type", reason);
  }

  public static HttpFailure tooLarge(String reason) {
    return new HttpFailure(413, "too_large", reason);
  }

  public static HttpFailure unauthorized(String reason) {
    return new HttpFailure(401, "unauthorized", reason);
  }

  public static HttpFailure forbidden(String reason) {
    return new HttpFailure(403, "forbidden", reason);
  }

  public int status() {
    return status;
  }

  public String word() {
    return word;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }

  public Map<String, String> headers() {
    return headers;
  }
}
