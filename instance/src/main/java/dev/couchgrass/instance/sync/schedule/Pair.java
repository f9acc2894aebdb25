package dev.couchgrass.instance.sync.schedule;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.peer.PairState;
import dev.couchgrass.instance.peer.SyncReport;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A database and a peer: made equal one time after the other, whoever asks for it. Whoever asks
 * while that runs gets the next time, all of them one and the same, since what was written
 * meanwhile may not be in this one.
 */
final class Pair {
  private final Key key;
  private final Vertx vertx;
  private final InstantSource clock;
  private final Backoff backoff;
  private final Supplier<Future<SyncReport>> exchange;

  private Duration interval;
  private boolean running;
  private Optional<Promise<SyncReport>> next = Optional.empty();
  private OptionalLong timer = OptionalLong.empty();
  private int failures;
  private Optional<Instant> lastSuccess = Optional.empty();
  private Optional<String> lastFailure = Optional.empty();
  private boolean closed;

  /** By which a pair is told. */
  record Key(Cid database, PublicKey peer) {}

  /**
   * @param interval after which it is made equal again if nobody asks
   * @param exchange makes it equal, once
   */
  Pair(
      Key key,
      Vertx vertx,
      InstantSource clock,
      Backoff backoff,
      Duration interval,
      Supplier<Future<SyncReport>> exchange) {
    this.key = key;
    this.vertx = vertx;
    this.clock = clock;
    this.backoff = backoff;
    this.interval = interval;
    this.exchange = exchange;
  }

  Key key() {
    return key;
  }

  /** Makes it equal, beginning from now on. */
  Future<SyncReport> run() {
    Promise<SyncReport> result;
    synchronized (this) {
      if (closed) {
        return Future.failedFuture(new IllegalStateException("The pair is synced no more"));
      }
      result = next.orElseGet(Promise::promise);
      next = Optional.of(result);
      if (running) {
        return result.future();
      }
      running = true;
    }
    start();
    return result.future();
  }

  /** As {@link #run}, unless it failed and waits for a while already. */
  void runSoon() {
    synchronized (this) {
      if (closed || (failures > 0 && !running)) {
        return;
      }
    }
    run();
  }

  private void start() {
    Promise<SyncReport> result;
    synchronized (this) {
      timer.ifPresent(vertx::cancelTimer);
      timer = OptionalLong.empty();
      result = next.orElseGet(Promise::promise);
      next = Optional.empty();
    }
    Future.succeededFuture()
        .compose(now -> exchange.get())
        .onComplete(
            ended -> {
              boolean again = note(ended);
              result.handle(ended);
              if (again) {
                start();
              }
            });
  }

  /** Whether somebody waits for the next time. */
  private synchronized boolean note(AsyncResult<SyncReport> ended) {
    if (ended.succeeded()) {
      failures = 0;
      lastSuccess = Optional.of(clock.instant());
      lastFailure = Optional.empty();
    } else {
      failures++;
      lastFailure = Optional.of(reason(ended.cause()));
    }
    running = next.isPresent() && !closed;
    if (!running) {
      runAfter(failures == 0 ? backoff.spread(interval) : backoff.after(failures));
    }
    return running;
  }

  private static String reason(Throwable failure) {
    return failure instanceof InstanceException known ? known.reason() : String.valueOf(failure);
  }

  private void runAfter(Duration time) {
    if (!closed) {
      timer = OptionalLong.of(vertx.setTimer(Math.max(1, time.toMillis()), fired -> run()));
    }
  }

  /** Gives it another interval, from the next time on, or from now on if that is sooner. */
  synchronized void setInterval(Duration other) {
    boolean sooner = other.compareTo(interval) < 0;
    interval = other;
    if (sooner && !running && failures == 0 && timer.isPresent()) {
      vertx.cancelTimer(timer.getAsLong());
      runAfter(backoff.spread(interval));
    }
  }

  synchronized PairState state() {
    return new PairState(
        key.database(), key.peer(), running || failures > 0, failures, lastSuccess, lastFailure);
  }

  /** Runs no more. What runs ends. */
  synchronized void close() {
    closed = true;
    timer.ifPresent(vertx::cancelTimer);
    next.ifPresent(
        waiting -> waiting.tryFail(new IllegalStateException("The pair is synced no more")));
    next = Optional.empty();
  }
}
