package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes, changed. */
class EditedChanges extends EditedCursor<Change> implements ChangesResult {
  private final ChangesResult inner;

  EditedChanges(ChangesResult inner, UnaryOperator<List<Change>> edit) {
    super(inner, edit);
    this.inner = inner;
  }

  @Override
  public UpdateSequence lastSequence() {
    return inner.lastSequence();
  }

  @Override
  public long pending() {
    return inner.pending();
  }
}
