package dev.couchgrass.conformance.broken.entry;

import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.List;

/** A result that is on the heap. For one reader. */
final class ListedRows<T> implements ResultCursor<T> {
  private List<T> rows;

  ListedRows(List<T> rows) {
    this.rows = rows;
  }

  @Override
  public Future<List<T>> next(int max) {
    int most = Math.min(max, rows.size());
    List<T> piece = List.copyOf(rows.subList(0, most));
    rows = rows.subList(most, rows.size());
    return Future.succeededFuture(piece);
  }

  @Override
  public Future<Void> close() {
    rows = List.of();
    return Future.succeededFuture();
  }
}
