package dev.couchgrass.store.changes;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.List;
import java.util.Optional;

/**
 * The last thing that happened to a document: every document is listed once, at its newest change.
 *
 * @param revisions the winner first; only the winner in {@link ChangesOptions.Style#MAIN_ONLY}
 * @param deleted whether the winner is a tombstone
 * @param document the winner, if documents were asked for
 */
public record Change(
    UpdateSequence sequence,
    DocumentId id,
    List<RevisionId> revisions,
    boolean deleted,
    Optional<StoredDocument> document) {}
