package dev.couchgrass.store.document;

import dev.couchgrass.core.document.DocumentId;
import java.util.List;

/**
 * What a bulk read found for one request.
 *
 * @param revisions one, or several if the latest were asked for; empty if the document is unknown
 *     and no revision was named
 */
public record BulkGetResult(DocumentId id, List<OpenRevision> revisions) {
  public BulkGetResult {
    revisions = List.copyOf(revisions);
  }
}
