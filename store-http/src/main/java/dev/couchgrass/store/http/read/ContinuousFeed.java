package dev.couchgrass.store.http.read;

import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.http.options.HttpOptions;
import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Changes as they come, over one {@code _changes?feed=continuous}. A server that keeps silent for
 * three heartbeats, or whose connection breaks, is asked anew, from the last change that came: so
 * none is lost, and none comes twice. What has come is not read before it is asked for, but for the
 * rest of a piece.
 */
final class ContinuousFeed implements LiveChanges {
  private final Remote remote;
  private final ChangesReads reads;
  private final ChangesOptions options;
  private final Runnable lease = this::end;
  private final Queue<Change> ahead = new ArrayDeque<>();
  private volatile UpdateSequence last;
  private volatile Optional<LiveChanges> instead = Optional.empty();
  private Optional<FeedLines> lines = Optional.empty();
  private Optional<Promise<List<Change>>> waiting = Optional.empty();
  private int failures;
  private boolean closed;

  ContinuousFeed(Remote remote, ChangesReads reads, ChangesOptions options) {
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

  private Future<List<Change>> await(int max) {
    Promise<List<Change>> promise = Promise.promise();
    waiting = Optional.of(promise);
    List<Change> changes = new ArrayList<>();
    Repeat.whileTrue(() -> step(changes, max))
        .onSuccess(done -> promise.tryComplete(changes))
        .onFailure(promise::tryFail);
    return promise.future();
  }

  /** Whether there is more to do before anything can be handed out. */
  private Future<Boolean> step(List<Change> changes, int max) {
    if (closed) {
      return Future.succeededFuture(false);
    }
    if (instead.isPresent()) {
      return instead.get().next(max).map(changes::addAll).map(false);
    }
    if (ahead.isEmpty()) {
      return lines.isPresent() ? read(lines.get()) : begin();
    }
    while (changes.size() < max && !ahead.isEmpty()) {
      changes.add(ahead.remove());
    }
    last = changes.get(changes.size() - 1).sequence();
    return Future.succeededFuture(false);
  }

  private Future<Boolean> begin() {
    return reads
        .continuous(options.withSince(last))
        .map(
            begun -> {
              if (closed) {
                begun.close();
              } else {
                lines = Optional.of(begun);
              }
              return true;
            })
        .recover(cause -> lacks(cause) ? poll() : Future.failedFuture(cause));
  }

  private static boolean lacks(Throwable cause) {
    return Failures.is(cause, ErrorCode.BAD_REQUEST) || Failures.is(cause, ErrorCode.NOT_SUPPORTED);
  }

  private Future<Boolean> read(FeedLines source) {
    return source
        .next()
        .compose(
            arrived -> {
              failures = arrived.ended() ? failures : 0;
              ahead.addAll(arrived.changes());
              arrived.last().filter(told -> ahead.isEmpty()).ifPresent(told -> last = told);
              return arrived.ended() ? resume() : Future.succeededFuture(true);
            })
        .recover(cause -> interrupted(source, cause));
  }

  private Future<Boolean> interrupted(FeedLines source, Throwable cause) {
    source.close();
    lines = Optional.empty();
    if (closed) {
      return Future.succeededFuture(false);
    }
    if (cause instanceof FeedLines.NotContinuous) {
      return poll();
    }
    return Failures.is(cause, ErrorCode.STORE_FAILED)
            && failures + 1 < remote.wire().options().retries().attempts()
        ? resume()
        : Future.failedFuture(cause);
  }

  /** Asks again after a pause, which grows as long as nothing comes. */
  private Future<Boolean> resume() {
    lines = Optional.empty();
    failures++;
    HttpOptions http = remote.wire().options();
    Promise<Boolean> promise = Promise.promise();
    long pause = http.retries().pause(failures, http.random()).toMillis();
    remote.place().vertx().setTimer(pause, over -> promise.complete(!closed));
    return promise.future();
  }

  private Future<Boolean> poll() {
    instead = Optional.of(new LongPollFeed(remote, reads, options.withSince(last)));
    return Future.succeededFuture(true);
  }

  @Override
  public UpdateSequence lastSequence() {
    return instead.map(LiveChanges::lastSequence).orElse(last);
  }

  @Override
  public long pending() {
    return instead.map(LiveChanges::pending).orElse(0L);
  }

  private void end() {
    closed = true;
    lines.ifPresent(FeedLines::close);
    instead.ifPresent(LiveChanges::close);
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
