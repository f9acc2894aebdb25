package dev.couchgrass.store.document;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.error.StoreException;

/** What became of one edit or graft. */
public sealed interface WriteResult {
  DocumentId id();

  /** The revision is stored (a graft's may have been before). */
  record Written(DocumentId id, RevisionId revision) implements WriteResult {}

  /** Nothing of it is stored. */
  record Refused(DocumentId id, StoreException error) implements WriteResult {}

  /**
   * The revision written.
   *
   * @throws StoreException the refusal
   */
  default RevisionId orThrow() {
    if (this instanceof Written written) {
      return written.revision();
    }
    throw ((Refused) this).error();
  }
}
