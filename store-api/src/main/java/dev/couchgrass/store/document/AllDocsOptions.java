package dev.couchgrass.store.document;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which documents to list, in the raw byte order of their ids, and what of them.
 *
 * @param scope which kind of documents
 * @param selection a range of ids, or given ids
 * @param descending from the last to the first; the range's start is then the higher key
 * @param skip how many rows to pass over first
 * @param limit how many rows at most
 * @param includeDocuments whether each row carries the winner's document
 * @param conflicts whether those documents list their conflicts
 */
public record AllDocsOptions(
    Scope scope,
    Selection selection,
    boolean descending,
    long skip,
    long limit,
    boolean includeDocuments,
    boolean conflicts) {
  /** Every document that is not deleted, without bodies. */
  public static final AllDocsOptions DEFAULTS =
      new AllDocsOptions(Scope.ALL, Range.ALL, false, 0, Long.MAX_VALUE, false, false);

  /** Which kind of documents. */
  public enum Scope {
    ALL,
    DESIGN
  }

  /** Which ids. */
  public sealed interface Selection {}

  /**
   * The ids from one key to another. Keys are any text; they need not be valid ids.
   *
   * @param start the first, in the direction of the listing
   * @param end the last, included if {@code inclusiveEnd}
   */
  public record Range(Optional<String> start, Optional<String> end, boolean inclusiveEnd)
      implements Selection {
    public static final Range ALL = new Range(Optional.empty(), Optional.empty(), true);

    public Range {
      Objects.requireNonNull(start);
      Objects.requireNonNull(end);
    }
  }

  /**
   * These keys, in this order (or the reverse), with a row for each, deleted and unknown ones too.
   */
  public record Keys(List<String> keys) implements Selection {
    public Keys {
      keys = List.copyOf(keys);
    }
  }

  public AllDocsOptions {
    Objects.requireNonNull(scope);
    Objects.requireNonNull(selection);
    if (skip < 0 || limit < 0) {
      throw new IllegalArgumentException("skip and limit must not be negative");
    }
  }

  public AllDocsOptions withScope(Scope scope) {
    return new AllDocsOptions(
        scope, selection, descending, skip, limit, includeDocuments, conflicts);
  }

  public AllDocsOptions withSelection(Selection selection) {
    return new AllDocsOptions(
        scope, selection, descending, skip, limit, includeDocuments, conflicts);
  }

  public AllDocsOptions withDescending(boolean descending) {
    return new AllDocsOptions(
        scope, selection, descending, skip, limit, includeDocuments, conflicts);
  }

  public AllDocsOptions withSkip(long skip) {
    return new AllDocsOptions(
        scope, selection, descending, skip, limit, includeDocuments, conflicts);
  }

  public AllDocsOptions withLimit(long limit) {
    return new AllDocsOptions(
        scope, selection, descending, skip, limit, includeDocuments, conflicts);
  }

  public AllDocsOptions withDocuments(boolean includeDocuments) {
    return new AllDocsOptions(
        scope, selection, descending, skip, limit, includeDocuments, conflicts);
  }

  public AllDocsOptions withConflicts(boolean conflicts) {
    return new AllDocsOptions(
        scope, selection, descending, skip, limit, includeDocuments, conflicts);
  }
}
