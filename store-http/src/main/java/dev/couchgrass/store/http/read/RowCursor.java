package dev.couchgrass.store.http.read;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.store.http.wire.Place;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.List;

/** Rows for whoever asks, from any thread. */
class RowCursor<T> implements ResultCursor<T> {
  private final Place place;
  private final RowSource<T> rows;

  RowCursor(Place place, RowSource<T> rows) {
    this.place = place;
    this.rows = rows;
  }

  @Override
  public final Future<List<T>> next(int max) {
    return place.run(() -> rows.next(max).andThen(onSuccess(this::taken)));
  }

  /** What is noted of rows before they are handed out. */
  void taken(List<T> rows) {}

  @Override
  public final Future<Void> close() {
    return place.run(
        () -> {
          rows.close();
          return Future.succeededFuture();
        });
  }
}
