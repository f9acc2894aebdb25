package dev.couchgrass.store.result;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
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
   * Takes the next rows: at least one and at most {@code max} (a store may hand out fewer than
   * there are), in order; an empty list at the end, and from then on. Once it has failed it fails
   * for ever, so that a failure is not taken for the end.
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
    List<T> rows = new ArrayList<>();
    Promise<List<T>> all = Promise.promise();
    collect(rows, max, all);
    return all.future().eventually(this::close);
  }

  /** A loop and no recursion: however many pieces are there at once, the stack does not grow. */
  private void collect(List<T> rows, int max, Promise<List<T>> all) {
    while (!all.future().isComplete()) {
      int most = Math.max(1, Math.min(1000, max - rows.size() + 1));
      Future<List<T>> piece = Future.succeededFuture().compose(now -> next(most));
      if (!piece.isComplete()) {
        piece.onComplete(
            taken -> {
              add(taken, rows, max, all);
              collect(rows, max, all);
            });
        return;
      }
      add(piece, rows, max, all);
    }
  }

  private void add(AsyncResult<List<T>> piece, List<T> rows, int max, Promise<List<T>> all) {
    if (piece.failed()) {
      all.fail(piece.cause());
    } else if (piece.result().isEmpty()) {
      all.complete(rows);
    } else {
      rows.addAll(piece.result());
      if (rows.size() > max) {
        all.fail(new StoreException(ErrorCode.TOO_LARGE, "The result has more rows than asked"));
      }
    }
  }
}
