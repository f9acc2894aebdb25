package dev.couchgrass.store.kv.read;

import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.kv.work.Reading;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Rows read one by one from a snapshot, which is closed at the end. */
public abstract class SnapshotCursor<T> implements ResultCursor<T> {
  /** The most rows that one call reads: an event loop must not be kept for long. */
  private static final int MAX_ROWS = 1000;

  /** How many bytes of bodies one call hands out, about: the row that goes beyond is the last. */
  private static final long MAX_BYTES = 1 << 20;

  private final Reading<Piece<T>> reading;

  /**
   * What one reading found: perhaps nothing, and yet not the end.
   *
   * @param more whether there may be rows behind
   */
  private record Piece<T>(List<T> rows, boolean more) {
    boolean decides() {
      return !rows.isEmpty() || !more;
    }
  }

  protected SnapshotCursor(Snapshot snapshot, Workers workers) {
    this.reading =
        new Reading<>(
            workers,
            new Piece<>(List.of(), false),
            piece -> !piece.more(),
            () -> {
              closeSource();
              snapshot.close();
            });
  }

  /** The next row; empty at the end, or where one was passed over. */
  protected abstract Optional<T> step();

  /** Whether the step before, which gave no row, passed over one, so that there may be more. */
  protected boolean passedOver() {
    return false;
  }

  /** Closes what the rows are read from. Called once. */
  protected abstract void closeSource();

  /** How many bytes of bodies a row carries. */
  protected abstract long bytes(T row);

  /** How many rows will be passed over before the next one. */
  protected long waitingSkip() {
    return 0;
  }

  /** Called when rows were read well, before they are handed out. */
  protected void taken() {}

  @Override
  public final Future<List<T>> next(int max) {
    if (max < 1) {
      throw new IllegalArgumentException("At least one row must be asked for");
    }
    int most = Math.min(max, MAX_ROWS);
    return read(most)
        .compose(piece -> piece.decides() ? Future.succeededFuture(piece.rows()) : goOn(most));
  }

  private Future<Piece<T>> read(int most) {
    return reading.next(Math.max(waitingSkip(), most), () -> take(most));
  }

  /** Reads until there is something, or the end. */
  private Future<List<T>> goOn(int most) {
    AtomicReference<List<T>> rows = new AtomicReference<>(List.of());
    return Repeat.whileTrue(
            () ->
                read(most)
                    .map(
                        piece -> {
                          rows.set(piece.rows());
                          return !piece.decides();
                        }))
        .map(done -> rows.get());
  }

  private Piece<T> take(int max) {
    List<T> rows = new ArrayList<>(Math.min(max, 256));
    long bytes = 0;
    boolean more = true;
    for (int looks = 0; looks < MAX_ROWS && rows.size() < max && bytes < MAX_BYTES; looks++) {
      Optional<T> row = step();
      if (row.isPresent()) {
        rows.add(row.get());
        bytes += bytes(row.get());
      } else if (!passedOver()) {
        more = false;
        break;
      }
    }
    taken();
    return new Piece<>(rows, more);
  }

  @Override
  public final Future<Void> close() {
    reading.close();
    return Future.succeededFuture();
  }
}
