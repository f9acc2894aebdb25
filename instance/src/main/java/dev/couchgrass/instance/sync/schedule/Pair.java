package dev.couchgrass.instance.sync.schedule;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.peer.PairState;
import dev.couchgrass.instance.peer.SyncReport;
import dev.couchgrass.instance.timer.Timers;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A database and a peer: made equal one time after the other, whoever asks for it. Whoever asks
 * while that runs gets the next time, all of them one and the same, since what was written
 * meanwhile may not be in this one.
 */
final class Pair {
  private final Key key;
  private final Timers timers;
  private final InstantSource clock;
  private final Backoff backoff;
  private final Supplier<Future<SyncReport>> exchange;

  private Duration interval;
  private boolean running;
  private boolean soon;
  private Optional<Promise<SyncReport>> next = Optional.empty();
  private Optional<Timers.Timer> timer = Optional.empty();
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
      Timers timers,
      InstantSource clock,
      Backoff backoff,
      Duration interval,
      Supplier<Future<SyncReport>> exchange) {
    this.key = key;
    this.timers = timers;
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
        return Future.failedFuture(ended());
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

  private static InstanceException ended() {
    return new InstanceException(InstanceProblem.NOT_SYNCED);
  }

  /**
   * Makes it equal soon: not while it waits after a failure, and once more after what runs now, if
   * that succeeds.
   */
  void runSoon() {
    synchronized (this) {
      soon |= running;
      if (closed || running || failures > 0) {
        return;
      }
    }
    run();
  }

  private void start() {
    Promise<SyncReport> result;
    synchronized (this) {
      timer.ifPresent(Timers.Timer::cancel);
      timer = Optional.empty();
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

  /** Whether it runs again at once. */
  private synchronized boolean note(AsyncResult<SyncReport> ended) {
    if (ended.succeeded()) {
      failures = 0;
      lastSuccess = Optional.of(clock.instant());
      lastFailure = declined(ended.result());
    } else {
      failures++;
      lastFailure = Optional.of(reason(ended.cause()));
    }
    running = !closed && (next.isPresent() || (soon && ended.succeeded()));
    soon = false;
    if (!running) {
      runAfter(failures == 0 ? backoff.spread(interval) : backoff.after(failures));
    }
    return running;
  }

  /** An exchange may end well, and the peer not take everything. */
  private static Optional<String> declined(SyncReport report) {
    return report.declined().values().stream()
        .findFirst()
        .map(reason -> report.declined().size() + " entries were not taken, the first: " + reason);
  }

  private static String reason(Throwable failure) {
    return failure instanceof InstanceException known ? known.reason() : String.valueOf(failure);
  }

  private void runAfter(Duration time) {
    if (!closed) {
      timer = Optional.of(timers.after(time, this::run));
    }
  }

  /** Gives it another interval, from the next time on, or from now on if that is sooner. */
  synchronized void setInterval(Duration other) {
    boolean sooner = other.compareTo(interval) < 0;
    interval = other;
    if (sooner && !running && failures == 0 && timer.isPresent()) {
      timer.get().cancel();
      runAfter(backoff.spread(interval));
    }
  }

  synchronized PairState state() {
    return new PairState(
        key.database(), key.peer(), running || failures > 0, failures, lastSuccess, lastFailure);
  }

  /** Runs no more. What runs ends. */
  void close() {
    Optional<Promise<SyncReport>> waiting;
    synchronized (this) {
      closed = true;
      timer.ifPresent(Timers.Timer::cancel);
      waiting = next;
      next = Optional.empty();
    }
    waiting.ifPresent(it -> it.tryFail(ended()));
  }
}
