package dev.couchgrass.store.changes;

import dev.couchgrass.core.document.DocumentId;
import java.util.Set;

/** Which changes are wanted. */
public sealed interface ChangesFilter {
  /** Every change. */
  ChangesFilter ALL = new All();

  /** Changes of design documents. */
  ChangesFilter DESIGN = new Design();

  /** Every change. */
  record All() implements ChangesFilter {}

  /** Changes of design documents. */
  record Design() implements ChangesFilter {}

  /** Changes of these documents: costs what they are, not what the database holds. */
  record Documents(Set<DocumentId> ids) implements ChangesFilter {
    public Documents {
      ids = Set.copyOf(ids);
    }
  }
}
