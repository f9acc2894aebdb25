package dev.couchgrass.core.document;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The id of a document, valid by CouchDB's rules: not empty, well-formed Unicode, and beginning
 * with an underscore only as a design document ({@code _design/name}).
 *
 * <p>Ordered by the unsigned bytes of its UTF-8 form, as CouchDB orders {@code _all_docs}. Local
 * documents are named by {@link LocalDocumentId}: no operation on documents accepts their ids.
 */
public record DocumentId(String value) implements Comparable<DocumentId> {
  private static final String DESIGN_PREFIX = "_design/";

  public DocumentId {
    if (value.isEmpty()) {
      throw illegal("Document id must not be empty");
    }
    if (value.charAt(0) == '_') {
      requireReserved(value);
    }
    requireWellFormed(value);
  }

  private static void requireReserved(String value) {
    if (!value.startsWith(DESIGN_PREFIX)) {
      throw illegal("Only reserved document ids may start with underscore.");
    }
    if (value.length() == DESIGN_PREFIX.length()) {
      throw illegal("Illegal document id `_design/`");
    }
  }

  static void requireWellFormed(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < value.length()
                && Character.isLowSurrogate(value.charAt(i + 1));
        if (!paired) {
          throw illegal("Document id must be valid UTF-8");
        }
        i++;
      }
    }
  }

  static InvalidInputException illegal(String message) {
    return new InvalidInputException(Problem.ILLEGAL_DOCUMENT_ID, message);
  }

  /** Whether this names a design document. */
  public boolean isDesign() {
    return value.startsWith(DESIGN_PREFIX);
  }

  /** The id's UTF-8 bytes, in a new array. */
  public byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int compareTo(DocumentId other) {
    return Arrays.compareUnsigned(bytes(), other.bytes());
  }

  @Override
  public String toString() {
    return value;
  }
}
