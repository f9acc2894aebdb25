package dev.couchgrass.store;

import java.util.Optional;

/**
 * Which databases to list, in the order of their names.
 *
 * @param start the first name in the direction of the listing (any text, need not be a valid name)
 * @param end the last name, included if {@code inclusiveEnd}
 * @param skip how many to pass over first
 * @param limit how many to list at most
 */
public record DatabaseRange(
    Optional<String> start,
    Optional<String> end,
    boolean inclusiveEnd,
    boolean descending,
    long skip,
    int limit) {
  /** The most names that one listing returns. */
  public static final int MAX_LIMIT = 100_000;

  /** Every name, up to {@link #MAX_LIMIT}. */
  public static final DatabaseRange ALL =
      new DatabaseRange(Optional.empty(), Optional.empty(), true, false, 0, MAX_LIMIT);

  public DatabaseRange {
    if (skip < 0 || limit < 0) {
      throw new IllegalArgumentException("skip and limit must not be negative");
    }
    limit = Math.min(limit, MAX_LIMIT);
  }

  /** The names that begin with a prefix. */
  public static DatabaseRange prefix(String prefix) {
    return new DatabaseRange(
        Optional.of(prefix), Optional.of(prefix + '\uffff'), false, false, 0, MAX_LIMIT);
  }
}
