package dev.couchgrass.store.document;

import dev.couchgrass.core.revision.RevisionId;
import java.util.List;

/** Which of a document's revisions to open: CouchDB's {@code open_revs}. */
public sealed interface OpenRevisions {
  /** Every leaf, deleted ones included. */
  record All() implements OpenRevisions {}

  /**
   * These.
   *
   * @param latest whether to hand out, instead of each, the leaves that descend from it; each leaf
   *     once
   */
  record Of(List<RevisionId> revisions, boolean latest) implements OpenRevisions {
    public Of {
      revisions = List.copyOf(revisions);
    }
  }
}
