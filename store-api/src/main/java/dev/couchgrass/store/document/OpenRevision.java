package dev.couchgrass.store.document;

import dev.couchgrass.core.revision.RevisionId;

/** One of a document's revisions, if it is there. */
public sealed interface OpenRevision {
  record Found(StoredDocument document) implements OpenRevision {}

  /** The revision is unknown, or its body is gone. */
  record Missing(RevisionId revision) implements OpenRevision {}
}
