package dev.couchgrass.server.changes;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.server.http.ResponseSink;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

/**
 * A client's feed: first what is there, then, if it is of that kind, what comes.
 *
 * <p>Ends when it has nothing more to do, when nothing came for too long, when {@link #finish} is
 * called, when the database is deleted, and at once when the client goes away. Whatever it held is
 * then released. For use on the client's event loop.
 */
final class Feed {
  private static final int BATCH = 100;

  /** Documents may be large, and a batch of them is in memory at once. */
  private static final int BATCH_WITH_DOCUMENTS = 16;

  private final Vertx vertx;
  private final DocumentStore store;
  private final ChangesRequest request;
  private final ResponseSink sink;
  private final FeedWriter writer;

  private UpdateSequence reached;
  private long pending;
  private boolean finished;
  private Optional<LiveChanges> live = Optional.empty();

  Feed(
      Vertx vertx,
      DocumentStore store,
      ChangesRequest request,
      ResponseSink sink,
      FeedWriter writer) {
    this.vertx = vertx;
    this.store = store;
    this.request = request;
    this.sink = sink;
    this.writer = writer;
    this.reached = request.options().since();
  }

  /** Runs to the end; {@code first} is what is there. */
  Future<Void> run(ChangesResult first) {
    sink.gone().onComplete(gone -> finish());
    long before = writer.remaining();
    return rows(first)
        .compose(
            written -> {
              boolean some = writer.remaining() < before;
              return waits(some) ? follow() : Future.succeededFuture();
            })
        .recover(this::endsWithDatabase)
        .compose(done -> writer.end(reached, pending));
  }

  /** Ends the feed as if its time had come; the client gets the place from which to go on. */
  void finish() {
    finished = true;
    live.ifPresent(LiveChanges::close);
  }

  private boolean waits(boolean some) {
    return switch (request.kind()) {
      case NORMAL -> false;
      case LONGPOLL -> !some;
      case CONTINUOUS, EVENTSOURCE -> writer.remaining() > 0;
    };
  }

  private int batch() {
    int most = request.options().includeDocuments() ? BATCH_WITH_DOCUMENTS : BATCH;
    return (int) Math.max(1, Math.min(most, writer.remaining()));
  }

  private Future<Void> rows(ChangesResult result) {
    return Repeat.whileTrue(
            () ->
                sink.closed()
                    ? Future.succeededFuture(false)
                    : result.next(batch()).compose(this::write))
        .andThen(
            onSuccess(
                done -> {
                  reached = result.lastSequence();
                  pending = result.pending();
                }))
        .eventually(result::close);
  }

  private Future<Boolean> write(List<Change> changes) {
    return changes.isEmpty()
        ? Future.succeededFuture(false)
        : writer.rows(changes).map(writer.remaining() > 0);
  }

  private Future<Void> follow() {
    ChangesOptions onward = request.options().withSince(reached).withDescending(false);
    return writer.beforeWaiting().compose(ready -> store.follow(onward)).compose(this::follow);
  }

  private Future<Void> follow(LiveChanges changes) {
    live = Optional.of(changes);
    if (finished) {
      changes.close();
    }
    return Repeat.whileTrue(() -> await(changes).compose(rows -> take(changes, rows)))
        .eventually(changes::close);
  }

  /** Waits for changes, with an eye on the clock. */
  private Future<List<Change>> await(LiveChanges changes) {
    Future<List<Change>> next = changes.next(batch());
    if (next.isComplete()) {
      return next;
    }
    long millis = request.patience().toMillis();
    long clock =
        request.heartbeat()
            ? vertx.setPeriodic(millis, timer -> writer.heartbeat())
            : vertx.setTimer(millis, timer -> finish());
    return next.andThen(rows -> vertx.cancelTimer(clock));
  }

  private Future<Boolean> take(LiveChanges changes, List<Change> rows) {
    reached = changes.lastSequence();
    pending = changes.pending();
    if (rows.isEmpty()) {
      return Future.succeededFuture(false);
    }
    return writer
        .rows(rows)
        .compose(
            written -> {
              boolean goesOn = request.kind().goesOn() && writer.remaining() > 0 && !finished;
              // The last rows leave together with the end.
              return goesOn ? writer.flush().map(true) : Future.succeededFuture(false);
            });
  }

  /** A feed that has begun ends in order when its database is deleted, as CouchDB's do. */
  private Future<Void> endsWithDatabase(Throwable cause) {
    boolean deleted =
        cause instanceof StoreException failure && failure.code() == ErrorCode.DATABASE_MISSING;
    pending = 0;
    return deleted ? Future.succeededFuture() : Future.failedFuture(cause);
  }
}
