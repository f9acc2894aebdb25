package dev.couchgrass.server.attachment;

import java.util.Locale;

/**
 * A content type that somebody stored, as it may be sent: whoever wrote an attachment must not gain
 * a reader's session by it, nor write headers.
 */
public record ServedType(String value) {
  private static final String UNKNOWN = "application/octet-stream";

  /** The type as it was stored, unless it can't be a header's value. */
  public static ServedType of(String stored) {
    boolean plain = !stored.isBlank() && stored.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    return new ServedType(plain ? stored : UNKNOWN);
  }

  /** Whether a browser that shows it might run what is in it. */
  public boolean active() {
    int semicolon = value.indexOf(';');
    String type = (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
    String plain = type.toLowerCase(Locale.ROOT);
    return plain.contains("html")
        || plain.contains("xml")
        || plain.contains("svg")
        || plain.contains("xsl")
        || plain.startsWith("multipart/")
        || plain.startsWith("message/");
  }
}
