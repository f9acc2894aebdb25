package dev.couchgrass.store.document;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import java.util.Objects;
import java.util.Optional;

/**
 * One document of a bulk read.
 *
 * @param revision the one wanted; the winner if empty
 */
public record BulkGetRequest(DocumentId id, Optional<RevisionId> revision) {
  public BulkGetRequest {
    Objects.requireNonNull(id);
    Objects.requireNonNull(revision);
  }
}
