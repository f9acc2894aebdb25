package dev.couchgrass.store.document;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import java.util.Optional;

/** A row of a listing of documents. */
public sealed interface AllDocsRow {
  /** A document and its winner. Deleted ones are listed only when their key was asked for. */
  record Found(
      DocumentId id, RevisionId revision, boolean deleted, Optional<StoredDocument> document)
      implements AllDocsRow {}

  /** A key that was asked for and names no document. */
  record Missing(String key) implements AllDocsRow {}
}
