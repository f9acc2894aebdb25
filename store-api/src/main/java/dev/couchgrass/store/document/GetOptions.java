package dev.couchgrass.store.document;

import dev.couchgrass.core.revision.RevisionId;
import java.util.Objects;
import java.util.Optional;

/**
 * Which revision of a document to read, and what beside it.
 *
 * @param revision this one; the winner if empty
 * @param latest with {@code revision}: the newest leaf that descends from it
 * @param tombstone whether a deleted winner is handed out too; a revision asked for by id always is
 * @param history whether {@link StoredDocument.Extras#history()} is wanted; the others alike
 */
public record GetOptions(
    Optional<RevisionId> revision,
    boolean latest,
    boolean tombstone,
    boolean history,
    boolean revisionsInfo,
    boolean conflicts,
    boolean deletedConflicts,
    boolean localSequence) {
  /** The winner, unless it is deleted, and nothing beside it. */
  public static final GetOptions DEFAULTS =
      new GetOptions(Optional.empty(), false, false, false, false, false, false, false);

  public GetOptions {
    Objects.requireNonNull(revision);
  }

  /** Whether anything beside the document is wanted. */
  public boolean extras() {
    return history || revisionsInfo || conflicts || deletedConflicts || localSequence;
  }

  public GetOptions withRevision(RevisionId revision) {
    return new GetOptions(
        Optional.of(revision),
        latest,
        tombstone,
        history,
        revisionsInfo,
        conflicts,
        deletedConflicts,
        localSequence);
  }

  public GetOptions withLatest(boolean latest) {
    return new GetOptions(
        revision,
        latest,
        tombstone,
        history,
        revisionsInfo,
        conflicts,
        deletedConflicts,
        localSequence);
  }

  public GetOptions withTombstone(boolean tombstone) {
    return new GetOptions(
        revision,
        latest,
        tombstone,
        history,
        revisionsInfo,
        conflicts,
        deletedConflicts,
        localSequence);
  }

  public GetOptions withHistory(boolean history) {
    return new GetOptions(
        revision,
        latest,
        tombstone,
        history,
        revisionsInfo,
        conflicts,
        deletedConflicts,
        localSequence);
  }

  public GetOptions withRevisionsInfo(boolean revisionsInfo) {
    return new GetOptions(
        revision,
        latest,
        tombstone,
        history,
        revisionsInfo,
        conflicts,
        deletedConflicts,
        localSequence);
  }

  public GetOptions withConflicts(boolean conflicts) {
    return new GetOptions(
        revision,
        latest,
        tombstone,
        history,
        revisionsInfo,
        conflicts,
        deletedConflicts,
        localSequence);
  }

  public GetOptions withDeletedConflicts(boolean deletedConflicts) {
    return new GetOptions(
        revision,
        latest,
        tombstone,
        history,
        revisionsInfo,
        conflicts,
        deletedConflicts,
        localSequence);
  }

  public GetOptions withLocalSequence(boolean localSequence) {
    return new GetOptions(
        revision,
        latest,
        tombstone,
        history,
        revisionsInfo,
        conflicts,
        deletedConflicts,
        localSequence);
  }
}
