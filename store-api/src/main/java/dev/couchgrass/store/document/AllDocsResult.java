package dev.couchgrass.store.document;

import dev.couchgrass.store.result.ResultCursor;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.OptionalLong;

/** A listing of documents, as of one moment. */
public interface AllDocsResult extends ResultCursor<AllDocsRow> {
  /** How many documents the scope holds that are not deleted, whatever was selected. */
  long totalRows();

  /** How many documents of the scope come before the first row, if the store knows. */
  OptionalLong offset();

  /** The moment that the rows are of. */
  UpdateSequence updateSequence();
}
