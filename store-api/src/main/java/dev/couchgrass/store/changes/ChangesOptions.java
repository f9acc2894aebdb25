package dev.couchgrass.store.changes;

import dev.couchgrass.store.result.UpdateSequence;
import java.util.Objects;

/**
 * Which changes to read, and what of them.
 *
 * @param since only what happened after this moment (in a descending feed too)
 * @param limit how many at most
 * @param descending newest first
 * @param style which revisions each change lists
 * @param includeDocuments whether each change carries the winner's document
 * @param conflicts whether those documents list their conflicts
 */
public record ChangesOptions(
    UpdateSequence since,
    long limit,
    boolean descending,
    Style style,
    boolean includeDocuments,
    boolean conflicts,
    ChangesFilter filter) {
  /** Everything from the start, winners only, without documents. */
  public static final ChangesOptions DEFAULTS =
      new ChangesOptions(
          UpdateSequence.START,
          Long.MAX_VALUE,
          false,
          Style.MAIN_ONLY,
          false,
          false,
          ChangesFilter.ALL);

  /** Which revisions a change lists. */
  public enum Style {
    /** The winner. */
    MAIN_ONLY,
    /** Every leaf, deleted ones included, the winner first: what a replicator needs. */
    ALL_DOCS
  }

  public ChangesOptions {
    Objects.requireNonNull(since);
    Objects.requireNonNull(style);
    Objects.requireNonNull(filter);
    if (limit < 0) {
      throw new IllegalArgumentException("limit must not be negative");
    }
  }

  public ChangesOptions withSince(UpdateSequence since) {
    return new ChangesOptions(since, limit, descending, style, includeDocuments, conflicts, filter);
  }

  public ChangesOptions withLimit(long limit) {
    return new ChangesOptions(since, limit, descending, style, includeDocuments, conflicts, filter);
  }

  public ChangesOptions withDescending(boolean descending) {
    return new ChangesOptions(since, limit, descending, style, includeDocuments, conflicts, filter);
  }

  public ChangesOptions withStyle(Style style) {
    return new ChangesOptions(since, limit, descending, style, includeDocuments, conflicts, filter);
  }

  public ChangesOptions withDocuments(boolean includeDocuments) {
    return new ChangesOptions(since, limit, descending, style, includeDocuments, conflicts, filter);
  }

  public ChangesOptions withConflicts(boolean conflicts) {
    return new ChangesOptions(since, limit, descending, style, includeDocuments, conflicts, filter);
  }

  public ChangesOptions withFilter(ChangesFilter filter) {
    return new ChangesOptions(since, limit, descending, style, includeDocuments, conflicts, filter);
  }
}
