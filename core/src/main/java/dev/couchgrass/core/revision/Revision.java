package dev.couchgrass.core.revision;

import java.util.Objects;

/**
 * One revision of a document, as its {@link RevisionTree} knows it.
 *
 * @param deleted whether this revision is a tombstone; only known together with a body
 * @param body the number by which a store finds the body, or 0 if the body is missing
 */
public record Revision(RevisionId id, boolean deleted, long body) {
  /** The greatest body number. */
  public static final long MAX_BODY = Long.MAX_VALUE >> 2;

  public Revision {
    Objects.requireNonNull(id);
    requireBody(body);
  }

  /** Whether the body is kept: CouchDB's {@code available}, as against {@code missing}. */
  public boolean available() {
    return body > 0;
  }

  static void requireBody(long body) {
    if (body < 0 || body > MAX_BODY) {
      throw new IllegalArgumentException("A body number is outside its range");
    }
  }
}
