package dev.couchgrass.store.kv.database;

import static dev.couchgrass.store.flow.Effects.onFailure;
import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.kv.read.ChangesScan;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Changes as they happen: reads what there is, and waits for the next commit when it has all. */
final class LiveFeed implements LiveChanges {
  private final Function<ChangesOptions, Future<ChangesScan>> scans;
  private final CommitSignal signal;
  private final Workers workers;
  private final BooleanSupplier over;
  private final ChangesOptions options;
  private volatile UpdateSequence last;
  private volatile long pending;
  private Optional<ChangesScan> scan = Optional.empty();
  private Optional<CommitSignal.Wait> waiting = Optional.empty();
  private boolean closed;

  /**
   * @param scans starts a listing of the changes there are
   * @param over whether the storage is closed, which ends the feed
   * @param start where to begin, resolved: never {@link UpdateSequence#NOW}
   */
  LiveFeed(
      Function<ChangesOptions, Future<ChangesScan>> scans,
      CommitSignal signal,
      Workers workers,
      BooleanSupplier over,
      ChangesOptions options,
      UpdateSequence start) {
    this.scans = scans;
    this.signal = signal;
    this.workers = workers;
    this.over = over;
    this.options = options.withLimit(Long.MAX_VALUE);
    this.last = start;
  }

  @Override
  public Future<List<Change>> next(int max) {
    Optional<Context> caller = Optional.ofNullable(Vertx.currentContext());
    AtomicReference<List<Change>> rows = new AtomicReference<>(List.of());
    return Repeat.whileTrue(() -> look(max, rows, caller))
        .map(done -> rows.get())
        .recover(
            failure ->
                over.getAsBoolean()
                    ? Future.succeededFuture(List.of())
                    : Future.failedFuture(failure));
  }

  /** Looks for changes and, if there are none, waits. Answers whether to look again. */
  private Future<Boolean> look(
      int max, AtomicReference<List<Change>> rows, Optional<Context> caller) {
    return current()
        .compose(
            current ->
                current.isEmpty()
                    ? Future.succeededFuture(false)
                    : read(current.get(), max)
                        .compose(
                            found -> {
                              rows.set(found);
                              return found.isEmpty()
                                  ? awaitAbove(current.get().last(), caller)
                                  : Future.succeededFuture(false);
                            }));
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

  private Future<List<Change>> read(ChangesScan current, int max) {
    return current
        .next(max)
        .andThen(
            onSuccess(
                rows -> {
                  last = current.lastSequence();
                  pending = current.pending();
                  if (rows.isEmpty()) {
                    forget();
                  }
                }))
        .andThen(
            onFailure(failure -> forget())); // The next call reads again what this one did not get.
  }

  private synchronized void forget() {
    scan = Optional.empty();
  }

  private Future<Boolean> awaitAbove(long sequence, Optional<Context> caller) {
    CommitSignal.Wait next;
    synchronized (this) {
      if (closed) {
        return Future.succeededFuture(false);
      }
      next = signal.above(sequence);
      waiting = Optional.of(next);
    }
    return next.future().isComplete() ? next.future() : elsewhere(next.future(), caller);
  }

  /** A commit wakes on the writer's thread, which has more to do: who reads goes on elsewhere. */
  private Future<Boolean> elsewhere(Future<Boolean> woken, Optional<Context> caller) {
    Promise<Boolean> promise = Promise.promise();
    woken.onComplete(
        result -> {
          if (caller.isPresent()) {
            caller.get().runOnContext(ignored -> hand(result, promise));
          } else if (result.succeeded() && result.result()) {
            workers.execute(() -> promise.complete(true));
          } else {
            hand(result, promise);
          }
        });
    return promise.future();
  }

  private static void hand(AsyncResult<Boolean> result, Promise<Boolean> promise) {
    if (result.succeeded()) {
      promise.complete(result.result());
    } else {
      promise.fail(result.cause());
    }
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
