package dev.couchgrass.store.document;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a purge removed.
 *
 * @param purgeSequence the database's purge sequence after it
 * @param purged for each document asked for, in that order, the revisions that are gone
 */
public record PurgeResult(long purgeSequence, Map<DocumentId, List<RevisionId>> purged) {
  public PurgeResult {
    purged = Collections.unmodifiableMap(new LinkedHashMap<>(purged));
  }
}
