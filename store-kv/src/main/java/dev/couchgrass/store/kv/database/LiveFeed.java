package dev.couchgrass.store.kv.database;

import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.kv.read.ChangesScan;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Changes as they happen: reads what there is, and waits for the next commit when it has all. */
final class LiveFeed implements LiveChanges {
  private final Function<ChangesOptions, Future<ChangesScan>> scans;
  private final CommitSignal signal;
  private final ChangesOptions options;
  private volatile UpdateSequence last;
  private volatile long pending;
  private Optional<ChangesScan> scan = Optional.empty();
  private Optional<CommitSignal.Wait> waiting = Optional.empty();
  private boolean closed;

  /**
   * @param scans starts a listing of the changes there are
   * @param start where to begin, resolved: never {@link UpdateSequence#NOW}
   */
  LiveFeed(
      Function<ChangesOptions, Future<ChangesScan>> scans,
      CommitSignal signal,
      ChangesOptions options,
      UpdateSequence start) {
    this.scans = scans;
    this.signal = signal;
    this.options = options.withLimit(Long.MAX_VALUE);
    this.last = start;
  }

  @Override
  public Future<List<Change>> next(int max) {
    return current()
        .compose(
            current ->
                current.isEmpty()
                    ? Future.succeededFuture(List.of())
                    : current.get().next(max).compose(rows -> take(current.get(), rows, max)));
  }

  private Future<Optional<ChangesScan>> current() {
    synchronized (this) {
      if (closed || scan.isPresent()) {
        return Future.succeededFuture(closed ? Optional.empty() : scan);
      }
    }
    return scans.apply(options.withSince(last)).map(this::opened);
  }

  private synchronized Optional<ChangesScan> opened(ChangesScan fresh) {
    if (closed) {
      fresh.close();
      return Optional.empty();
    }
    scan = Optional.of(fresh);
    return scan;
  }

  private Future<List<Change>> take(ChangesScan current, List<Change> rows, int max) {
    last = current.lastSequence();
    if (!rows.isEmpty()) {
      pending = current.pending();
      return Future.succeededFuture(rows);
    }
    pending = 0;
    CommitSignal.Wait next;
    synchronized (this) {
      scan = Optional.empty();
      if (closed) {
        return Future.succeededFuture(List.of());
      }
      next = signal.above(current.last());
      waiting = Optional.of(next);
    }
    return onCaller(next.future()).compose(woken -> next(max));
  }

  /** A commit wakes on the writer's thread; the reader goes on where it asked. */
  private static Future<Void> onCaller(Future<Void> woken) {
    Context context = Vertx.currentContext();
    if (context == null) {
      return woken;
    }
    Promise<Void> promise = Promise.promise();
    woken.onComplete(result -> context.runOnContext(ignored -> promise.handle(result)));
    return promise.future();
  }

  @Override
  public UpdateSequence lastSequence() {
    return last;
  }

  @Override
  public long pending() {
    return pending;
  }

  @Override
  public synchronized Future<Void> close() {
    if (!closed) {
      closed = true;
      scan.ifPresent(ChangesScan::close);
      waiting.ifPresent(CommitSignal.Wait::cancel);
    }
    return Future.succeededFuture();
  }
}
