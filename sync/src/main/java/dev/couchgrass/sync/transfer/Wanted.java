package dev.couchgrass.sync.transfer;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import java.util.List;

/**
 * A revision that the target lacks.
 *
 * @param ancestors leaves of the target that it may descend from
 */
record Wanted(DocumentId id, RevisionId revision, List<RevisionId> ancestors) {}
