package dev.couchgrass.conformance.replication.net;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.conformance.replication.net.Weather.Fate;
import dev.couchgrass.conformance.replication.net.Weather.Passage;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A live feed at the end of a line. Who waits for its changes is told them when the store has some:
 * that is asked of the store, so that a feed which is not woken holds everything up and is found.
 */
final class LineFeed implements LiveChanges {
  /** A reader that waits. */
  private record Waiting(Future<List<Change>> taken, Promise<List<Change>> reader) {}

  private static final long LONGEST_SECONDS = 15;

  private final Line line;
  private final Session session;
  private final LiveChanges changes;
  private final ChangesOptions options;
  private final int life;
  private Optional<Waiting> waiting = Optional.empty();
  private UpdateSequence lastSequence;
  private long pending;
  private long seenWrites = -1;
  private boolean closed;

  LineFeed(Line line, Session session, LiveChanges changes, ChangesOptions options) {
    this.line = line;
    this.session = session;
    this.changes = changes;
    this.options = options;
    this.life = line.life();
    this.lastSequence = changes.lastSequence();
    this.pending = changes.pending();
    line.listen(this);
    line.closeInTheEnd(changes::close);
  }

  @Override
  public Future<List<Change>> next(int max) {
    if (closed) {
      return Future.succeededFuture(List.of());
    }
    if (session.killed() || life != line.life()) {
      return Future.failedFuture(Line.dead());
    }
    Promise<List<Change>> reader = Promise.promise();
    Waiting begun = new Waiting(changes.next(max), reader);
    waiting = Optional.of(begun);
    seenWrites = -1;
    Passage passage = line.passage();
    if (passage.fate() == Fate.LOST) {
      line.simulation().later(passage.again(), line.simulation().ticket(), () -> cut(begun));
    }
    return reader.future();
  }

  /** Hands on what the store has; does nothing if it has nothing, or has not changed since. */
  Future<Void> look() {
    if (waiting.isEmpty() || seenWrites == line.writes()) {
      return Future.succeededFuture();
    }
    seenWrites = line.writes();
    Waiting now = waiting.get();
    return line.store()
        .changes(options.withSince(changes.lastSequence()).withLimit(1))
        .compose(found -> found.toList(1))
        .compose(
            found ->
                found.isEmpty() && !now.taken().isComplete()
                    ? Future.succeededFuture()
                    : woken(now).transform(taken -> tell(now, taken)));
  }

  /** In the time of the store, and not of the simulation. */
  private Future<List<Change>> woken(Waiting now) {
    return now.taken()
        .timeout(LONGEST_SECONDS, TimeUnit.SECONDS)
        .andThen(
            onFailure(
                failure -> {
                  if (failure instanceof TimeoutException) {
                    AssertionError asleep =
                        new AssertionError(
                            "REP-13: the source changed, and its feed does not tell");
                    line.simulation().broken(asleep);
                  }
                }));
  }

  private Future<Void> tell(Waiting now, AsyncResult<List<Change>> taken) {
    waiting = Optional.empty();
    lastSequence = changes.lastSequence();
    pending = changes.pending();
    line.simulation()
        .later(
            1,
            line.simulation().ticket(),
            () -> {
              if (session.killed() || taken.failed()) {
                now.reader().tryFail(taken.failed() ? taken.cause() : Line.dead());
              } else {
                now.reader().tryComplete(taken.result());
              }
            });
    return Future.succeededFuture();
  }

  private void cut(Waiting begun) {
    if (waiting.filter(begun::equals).isPresent()) {
      cut();
      line.silence(this);
    }
  }

  /** Lets the reader fail, if one waits. What the store answers later, nobody hears. */
  void cut() {
    waiting.ifPresent(now -> now.reader().tryFail(Line.dead()));
    waiting = Optional.empty();
  }

  @Override
  public UpdateSequence lastSequence() {
    return lastSequence;
  }

  @Override
  public long pending() {
    return pending;
  }

  /** The reader's own doing, so no weather hinders it. */
  @Override
  public Future<Void> close() {
    closed = true;
    line.silence(this);
    waiting.ifPresent(now -> now.reader().tryComplete(List.of()));
    waiting = Optional.empty();
    return life == line.life() ? line.atOnce(changes::close) : Future.succeededFuture();
  }
}
