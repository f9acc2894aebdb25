package dev.couchgrass.store.http.read;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.http.options.HttpOptions;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes as they come: each call is one {@code _changes?feed=longpoll}, which its server answers
 * when there is something. A feed that nobody reads holds no connection.
 */
final class LongPollFeed implements LiveChanges {
  private final Remote remote;
  private final ChangesReads reads;
  private final ChangesOptions options;
  private final Runnable lease = this::end;
  private volatile UpdateSequence last;
  private volatile long pending;
  private Optional<ChangesPage> page = Optional.empty();
  private Optional<Promise<List<Change>>> waiting = Optional.empty();
  private int empty;
  private boolean closed;

  LongPollFeed(Remote remote, ChangesReads reads, ChangesOptions options) {
    this.remote = remote;
    this.reads = reads;
    this.options = options;
    this.last = options.since();
    remote.leases().add(lease);
  }

  @Override
  public Future<List<Change>> next(int max) {
    if (max < 1) {
      throw new IllegalArgumentException("max must be at least 1");
    }
    return remote.place().run(() -> closed ? Future.succeededFuture(List.of()) : await(max));
  }

  /** A request that waits for its answer can't be called back: whoever waits for it can. */
  private Future<List<Change>> await(int max) {
    Promise<List<Change>> promise = Promise.promise();
    waiting = Optional.of(promise);
    List<Change> changes = new ArrayList<>();
    Repeat.whileTrue(() -> look(changes, max))
        .onSuccess(done -> promise.tryComplete(changes))
        .onFailure(promise::tryFail);
    return promise.future();
  }

  /** Asks once; whether to ask again, since what came was nothing, or nothing that was wanted. */
  private Future<Boolean> look(List<Change> changes, int max) {
    return reads
        .longPoll(options.withSince(last), max)
        .compose(
            answer -> {
              page = Optional.of(answer);
              return closed
                  ? answer.close().map(false)
                  : Repeat.whileTrue(
                          () ->
                              answer
                                  .next(max)
                                  .map(
                                      taken -> {
                                        changes.addAll(taken);
                                        return !taken.isEmpty();
                                      }))
                      .compose(
                          read -> {
                            last = answer.lastSequence();
                            pending = answer.pending();
                            return again(changes.isEmpty());
                          })
                      .andThen(onFailure(cause -> changes.clear()))
                      .eventually(answer::close);
            });
  }

  /** A server that has nothing to tell, and does not wait for it either, is not asked at once. */
  private Future<Boolean> again(boolean nothing) {
    empty = nothing ? empty + 1 : 0;
    if (!nothing || closed) {
      return Future.succeededFuture(false);
    }
    HttpOptions http = remote.wire().options();
    Promise<Boolean> promise = Promise.promise();
    long pause = http.retries().pause(empty, http.random()).toMillis();
    remote.place().vertx().setTimer(pause, over -> promise.complete(!closed));
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

  private void end() {
    closed = true;
    page.ifPresent(ChangesPage::close);
    waiting.ifPresent(promise -> promise.tryComplete(List.of()));
    remote.leases().remove(lease);
  }

  @Override
  public Future<Void> close() {
    return remote
        .place()
        .run(
            () -> {
              end();
              return Future.succeededFuture();
            });
  }
}
