package dev.couchgrass.core.document;

import java.util.Locale;
import java.util.Set;

/**
 * How an attachment is stored, by its content type: compressed or as it is. The digest, and with it
 * the revision, is of the stored form, so this follows CouchDB's defaults.
 */
public enum AttachmentEncoding {
  /** As it is. */
  IDENTITY,
  /** As {@link GzipEncoder} makes it. */
  GZIP;

  private static final Set<String> COMPRESSIBLE =
      Set.of("application/javascript", "application/json", "application/xml");

  /** The encoding for a content type, whose case and parameters do not matter. */
  public static AttachmentEncoding of(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    String plain = type.strip().toLowerCase(Locale.ROOT);
    return plain.startsWith("text/") || COMPRESSIBLE.contains(plain) ? GZIP : IDENTITY;
  }
}
