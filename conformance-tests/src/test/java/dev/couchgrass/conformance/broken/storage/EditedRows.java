package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.store.document.AllDocsResult;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** A listing, changed. */
class EditedRows extends EditedCursor<AllDocsRow> implements AllDocsResult {
  private final AllDocsResult inner;

  EditedRows(AllDocsResult inner, UnaryOperator<List<AllDocsRow>> edit) {
    super(inner, edit);
    this.inner = inner;
  }

  @Override
  public long totalRows() {
    return inner.totalRows();
  }

  @Override
  public OptionalLong offset() {
    return inner.offset();
  }

  @Override
  public UpdateSequence updateSequence() {
    return inner.updateSequence();
  }
}
