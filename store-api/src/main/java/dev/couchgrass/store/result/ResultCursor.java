package dev.couchgrass.store.result;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * A long result, taken in pieces by whoever reads it: that is its back-pressure.
 *
 * <p>All pieces come from one moment of the database. For one reader: the next call comes after the
 * future of the one before has completed.
 *
 * @param <T> a row
 */
public interface ResultCursor<T> {
  /**
   * Takes the next rows: at least one and at most {@code max}, in order; an empty list at the end,
   * and from then on.
   */
  Future<List<T>> next(int max);

  /** Releases what the result holds; at the end that happens by itself. Idempotent. */
  Future<Void> close();

  /**
   * Takes every row there is and closes.
   *
   * @param max fails with {@link ErrorCode#TOO_LARGE} if there are more
   */
  default Future<List<T>> toList(int max) {
    return collect(new ArrayList<>(), max).eventually(this::close);
  }

  private Future<List<T>> collect(List<T> rows, int max) {
    return next(Math.max(1, Math.min(1000, max - rows.size() + 1)))
        .compose(
            piece -> {
              if (piece.isEmpty()) {
                return Future.succeededFuture(rows);
              }
              rows.addAll(piece);
              if (rows.size() > max) {
                return Future.failedFuture(
                    new StoreException(ErrorCode.TOO_LARGE, "The result has more rows than asked"));
              }
              return collect(rows, max);
            });
  }
}
