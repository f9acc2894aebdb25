package dev.couchgrass.store.kv.read;

import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows read one by one from a snapshot, which is closed at the end. */
abstract class SnapshotCursor<T> implements ResultCursor<T> {
  private final Snapshot snapshot;
  private final Workers workers;
  private boolean closed;

  SnapshotCursor(Snapshot snapshot, Workers workers) {
    this.snapshot = snapshot;
    this.workers = workers;
  }

  /** The next row; empty at the end. */
  abstract Optional<T> step();

  /** Closes what the rows are read from. Called once. */
  abstract void closeSource();

  @Override
  public final Future<List<T>> next(int max) {
    if (max < 1) {
      throw new IllegalArgumentException("At least one row must be asked for");
    }
    if (closed) {
      return Future.succeededFuture(List.of());
    }
    return workers
        .read(() -> take(max))
        .onFailure(failure -> release())
        .onSuccess(
            rows -> {
              if (rows.isEmpty()) {
                release();
              }
            });
  }

  private List<T> take(int max) {
    List<T> rows = new ArrayList<>(Math.min(max, 256));
    while (rows.size() < max) {
      Optional<T> row = step();
      if (row.isEmpty()) {
        break;
      }
      rows.add(row.get());
    }
    return rows;
  }

  @Override
  public final Future<Void> close() {
    release();
    return Future.succeededFuture();
  }

  private void release() {
    if (!closed) {
      closed = true;
      closeSource();
      snapshot.close();
    }
  }
}
