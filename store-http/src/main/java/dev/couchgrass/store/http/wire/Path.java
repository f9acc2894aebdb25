package dev.couchgrass.store.http.wire;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.store.DatabaseName;
import java.nio.charset.StandardCharsets;

/** Where something lies on a server: segments and a query, each encoded. Immutable. */
public final class Path {
  /** The server itself. */
  public static final Path ROOT = new Path("/", false);

  private static final String PLAIN =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~";
  private static final String DESIGN = "_design/";
  private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

  private final String text;
  private final boolean query;

  private Path(String text, boolean query) {
    this.text = text;
    this.query = query;
  }

  /** A database. */
  public static Path of(DatabaseName name) {
    return ROOT.segment(name.value());
  }

  /** What lies beneath. */
  public Path segment(String segment) {
    return plain(encoded(segment));
  }

  private Path plain(String encoded) {
    return new Path(text.endsWith("/") ? text + encoded : text + '/' + encoded, false);
  }

  /** A document of the database that this is. */
  public Path document(DocumentId id) {
    return id.isDesign()
        ? plain("_design").segment(id.value().substring(DESIGN.length()))
        : segment(id.value());
  }

  /** A local document of the database that this is. */
  public Path local(LocalDocumentId id) {
    return plain("_local").segment(id.value());
  }

  /** With a parameter. */
  public Path with(String name, String value) {
    return new Path(text + (query ? '&' : '?') + name + '=' + encoded(value), true);
  }

  /** With a parameter that is {@code true}, if it is wanted. */
  public Path flag(String name, boolean wanted) {
    return wanted ? with(name, "true") : this;
  }

  /** As it is sent. */
  public String text() {
    return text;
  }

  /** All but letters, digits and what never means anything; dots where they could mean a folder. */
  static String encoded(String plain) {
    boolean dots = plain.equals(".") || plain.equals("..");
    StringBuilder out = new StringBuilder(plain.length() + 16);
    for (byte b : plain.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean bare = PLAIN.indexOf(c) >= 0 || (c == '.' && !dots);
      if (bare) {
        out.append(c);
      } else {
        out.append('%').append(DIGITS[c >> 4]).append(DIGITS[c & 0xf]);
      }
    }
    return out.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
