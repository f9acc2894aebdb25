package dev.couchgrass.store.document;

import dev.couchgrass.core.revision.RevisionId;
import java.util.List;

/**
 * What a store lacks of a document.
 *
 * @param missing never empty, in the order asked
 * @param possibleAncestors leaves that the missing ones may descend from
 */
public record RevisionsDiff(List<RevisionId> missing, List<RevisionId> possibleAncestors) {
  public RevisionsDiff {
    missing = List.copyOf(missing);
    possibleAncestors = List.copyOf(possibleAncestors);
  }
}
