package dev.couchgrass.store.changes;

import dev.couchgrass.store.result.ResultCursor;
import dev.couchgrass.store.result.UpdateSequence;

/** The changes of a database up to one moment. */
public interface ChangesResult extends ResultCursor<Change> {
  /**
   * Where to go on from: the sequence of the last row taken or, once the end was reached without a
   * limit having cut it, of the newest change looked at, whether the filter let it pass or not.
   */
  UpdateSequence lastSequence();

  /**
   * How many changes lie after {@link #lastSequence()}: never too few, and exact where the store
   * can count them without a walk. A store that is told it with the end of an answer, as that of
   * another server is, says 0 until the end was reached: whoever wants to know asks for a few at a
   * time.
   */
  long pending();
}
