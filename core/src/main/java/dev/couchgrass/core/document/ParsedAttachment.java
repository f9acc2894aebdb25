package dev.couchgrass.core.document;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * An attachment as a document's {@code _attachments} describe it.
 *
 * @param name not beginning with an underscore
 * @param contentType absent means {@link #DEFAULT_CONTENT_TYPE}
 * @param data the bytes of an {@link Form#INLINE} one, not copied; else empty
 * @param digest as written, such as {@code md5-XUFAKrxLKna5cZ2REBfFkg==}
 * @param length in bytes, before encoding
 * @param encodedLength in bytes, after encoding
 * @param revpos the generation of the revision that brought it
 * @param encoding {@code gzip} or {@code identity}
 */
public record ParsedAttachment(
    String name,
    Optional<String> contentType,
    Form form,
    byte[] data,
    Optional<String> digest,
    OptionalLong length,
    OptionalLong encodedLength,
    OptionalLong revpos,
    Optional<String> encoding) {
  /** What an attachment is that does not say. */
  public static final String DEFAULT_CONTENT_TYPE = "application/octet-stream";

  /** Where the bytes are. */
  public enum Form {
    /** With the document's parent revision. */
    STUB,
    /** Here. */
    INLINE,
    /** In a later part of a multipart request. */
    FOLLOWS
  }

  /** One that stays as the document's parent revision has it. */
  public static ParsedAttachment stub(String name) {
    return bare(name, Optional.empty(), Form.STUB);
  }

  /** One whose bytes come apart from it. */
  public static ParsedAttachment follows(String name, String contentType) {
    return bare(name, Optional.of(contentType), Form.FOLLOWS);
  }

  private static ParsedAttachment bare(String name, Optional<String> contentType, Form form) {
    return new ParsedAttachment(
        name,
        contentType,
        form,
        new byte[0],
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty());
  }

  /** The content type, or the default one. */
  public String effectiveContentType() {
    return contentType.orElse(DEFAULT_CONTENT_TYPE);
  }
}
