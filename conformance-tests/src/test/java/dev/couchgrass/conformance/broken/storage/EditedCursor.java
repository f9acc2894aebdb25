package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A long result of which each piece is changed. Whoever asks for all of it gets up to 1,000 rows a
 * piece, more than any test has that is about their order.
 */
class EditedCursor<T> implements ResultCursor<T> {
  private final ResultCursor<T> inner;
  private final UnaryOperator<List<T>> edit;

  EditedCursor(ResultCursor<T> inner, UnaryOperator<List<T>> edit) {
    this.inner = inner;
    this.edit = edit;
  }

  /** A piece of which nothing is left is not taken for the end. */
  @Override
  public Future<List<T>> next(int max) {
    return inner
        .next(max)
        .compose(
            piece -> {
              List<T> edited = edit.apply(piece);
              return edited.isEmpty() && !piece.isEmpty()
                  ? next(max)
                  : Future.succeededFuture(edited);
            });
  }

  @Override
  public Future<Void> close() {
    return inner.close();
  }
}
