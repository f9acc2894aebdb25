package dev.couchgrass.server.http;

import io.vertx.core.http.HttpHeaders;

/** Headers of nearly every answer, as bytes that need neither be checked nor encoded each time. */
final class Headers {
  static final CharSequence DATE = HttpHeaders.DATE;
  static final CharSequence SERVER = HttpHeaders.SERVER;
  static final CharSequence PRODUCT = optimized(Product.SERVER);
  static final CharSequence REQUEST_ID = optimized("X-Couch-Request-ID");
  static final CharSequence BODY_TIME = optimized("X-CouchDB-Body-Time");
  static final CharSequence CONTENT_TYPE_OPTIONS = optimized("X-Content-Type-Options");
  static final CharSequence NOSNIFF = optimized("nosniff");
  static final CharSequence CACHE_CONTROL = HttpHeaders.CACHE_CONTROL;
  static final CharSequence MUST_REVALIDATE = optimized("must-revalidate");
  static final CharSequence CONTENT_TYPE = HttpHeaders.CONTENT_TYPE;
  static final CharSequence CONTENT_LENGTH = HttpHeaders.CONTENT_LENGTH;

  private static final String JSON = "application/json";
  private static final CharSequence JSON_BYTES = optimized(JSON);

  private Headers() {}

  private static CharSequence optimized(String text) {
    return HttpHeaders.createOptimized(text);
  }

  /** A content type, in its fastest form. */
  static CharSequence contentType(String type) {
    return type.equals(JSON) ? JSON_BYTES : type;
  }
}
