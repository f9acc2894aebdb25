package dev.couchgrass.store.document;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import java.util.List;
import java.util.Objects;

/**
 * What a store remembers of a purge: the leaves that went, of one document.
 *
 * @param revisions at least one
 */
public record PurgedInfo(DocumentId id, List<RevisionId> revisions) {
  public PurgedInfo {
    Objects.requireNonNull(id);
    revisions = List.copyOf(revisions);
  }
}
