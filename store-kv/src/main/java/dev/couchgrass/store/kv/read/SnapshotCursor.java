package dev.couchgrass.store.kv.read;

import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.work.Reading;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows read one by one from a snapshot, which is closed at the end. */
abstract class SnapshotCursor<T> implements ResultCursor<T> {
  /** The most rows that one call reads: an event loop must not be kept for long. */
  private static final int MAX_ROWS = 1000;

  /** How many bytes of bodies one call hands out, about: the row that goes beyond is the last. */
  private static final long MAX_BYTES = 1 << 20;

  private final Reading<List<T>> reading;

  SnapshotCursor(Snapshot snapshot, Workers workers) {
    this.reading =
        new Reading<>(
            workers,
            List.of(),
            List::isEmpty,
            () -> {
              closeSource();
              snapshot.close();
            });
  }

  /** The next row; empty at the end. */
  abstract Optional<T> step();

  /** Closes what the rows are read from. Called once. */
  abstract void closeSource();

  /** How many bytes of bodies a row carries. */
  abstract long bytes(T row);

  /** How many rows will be passed over before the next one. */
  long waitingSkip() {
    return 0;
  }

  /** Called when rows were read well, before they are handed out. */
  void taken() {}

  @Override
  public final Future<List<T>> next(int max) {
    if (max < 1) {
      throw new IllegalArgumentException("At least one row must be asked for");
    }
    int rows = Math.min(max, MAX_ROWS);
    return reading.next(Math.max(waitingSkip(), rows), () -> take(rows));
  }

  private List<T> take(int max) {
    List<T> rows = new ArrayList<>(Math.min(max, 256));
    long bytes = 0;
    while (rows.size() < max && bytes < MAX_BYTES) {
      Optional<T> row = step();
      if (row.isEmpty()) {
        break;
      }
      rows.add(row.get());
      bytes += bytes(row.get());
    }
    taken();
    return rows;
  }

  @Override
  public final Future<Void> close() {
    reading.close();
    return Future.succeededFuture();
  }
}
