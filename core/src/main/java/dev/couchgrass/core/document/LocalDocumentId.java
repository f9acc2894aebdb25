package dev.couchgrass.core.document;

import java.nio.charset.StandardCharsets;

/**
 * The id of a local document, without its {@code _local/} prefix: not empty, well-formed Unicode.
 */
public record LocalDocumentId(String value) {
  /** What stands before the value where both kinds of ids can. */
  public static final String PREFIX = "_local/";

  public LocalDocumentId {
    if (value.isEmpty()) {
      throw DocumentId.illegal("Illegal document id `_local/`");
    }
    DocumentId.requireWellFormed(value);
  }

  /** The value's UTF-8 bytes, in a new array. */
  public byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  /** With the prefix. */
  @Override
  public String toString() {
    return PREFIX + value;
  }
}
