package dev.couchgrass.conformance.replication.net;

import static dev.couchgrass.store.flow.Effects.onFailure;
import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.result.ResultCursor;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import java.util.List;

/** Rows that come by a line. Once a call for some was lost, there are no others. */
class LineRows<T> implements ResultCursor<T> {
  private final Line line;
  private final Session session;
  private final ResultCursor<T> rows;
  private final int life;
  private boolean broken;

  LineRows(Line line, Session session, ResultCursor<T> rows) {
    this.line = line;
    this.session = session;
    this.rows = rows;
    this.life = line.life();
    line.closeInTheEnd(rows::close);
  }

  @Override
  public Future<List<T>> next(int max) {
    if (broken || life != line.life()) {
      return Future.failedFuture(Line.dead());
    }
    return line.callOnce(
            session,
            () -> life == line.life() ? rows.next(max) : Future.<List<T>>failedFuture(Line.dead()))
        .andThen(onSuccess(taken -> taken()))
        .andThen(onFailure(failure -> broken = true));
  }

  /** Hears that rows have come. */
  void taken() {}

  @Override
  public Future<Void> close() {
    return life == line.life() ? line.atOnce(rows::close) : Future.succeededFuture();
  }

  /** Changes, and where they end. */
  static final class Changes extends LineRows<Change> implements ChangesResult {
    private final ChangesResult changes;
    private UpdateSequence lastSequence;
    private long pending;

    Changes(Line line, Session session, ChangesResult changes) {
      super(line, session, changes);
      this.changes = changes;
      this.lastSequence = changes.lastSequence();
      this.pending = changes.pending();
    }

    @Override
    void taken() {
      lastSequence = changes.lastSequence();
      pending = changes.pending();
    }

    @Override
    public UpdateSequence lastSequence() {
      return lastSequence;
    }

    @Override
    public long pending() {
      return pending;
    }
  }
}
