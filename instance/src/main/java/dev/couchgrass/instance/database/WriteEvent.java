package dev.couchgrass.instance.database;

import dev.couchgrass.core.entry.Tips;

/**
 * A database went on.
 *
 * @param before the moment that the listener heard of last
 * @param after the moment now; what came between, {@link SignedDatabase#added} tells
 */
public record WriteEvent(Tips before, Tips after, WriteSource source) {
  /** This and the one that came next, as one. */
  WriteEvent and(WriteEvent next) {
    return new WriteEvent(before, next.after, source.and(next.source));
  }
}
