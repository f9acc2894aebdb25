package dev.couchgrass.sync.log.session;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.sync.log.wire.LogMessage;
import dev.couchgrass.sync.log.wire.LogSyncException;
import dev.couchgrass.sync.log.wire.LogSyncProblem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one side receives, message by message; each has its place, and is refused elsewhere. */
final class Incoming {
  private final Line line;
  private final LogSyncOptions options;
  private final Intake intake;
  private final boolean live;
  private final Promise<Told> told = Promise.promise();
  private final Promise<Void> taken = Promise.promise();
  private final Promise<Void> given = Promise.promise();
  private final Map<Log, Long> have = new TreeMap<>();
  private final SortedMap<Log, List<Long>> wanted = new TreeMap<>();
  private volatile boolean mayBeGiven;
  private State state = State.HAVE;
  private long operationsLeft;
  private long bytesLeft;
  private long operations;
  private long bytes;

  /** What comes next. */
  private enum State {
    HAVE,
    ANNOUNCE,
    SEND,
    LIVE
  }

  Incoming(Line line, LogSyncOptions options, Intake intake, boolean live) {
    this.line = line;
    this.options = options;
    this.intake = intake;
    this.live = live;
  }

  /** What the other side has, and wants, as soon as it has told. */
  Future<Told> told() {
    return told.future();
  }

  /** Completes when everything is taken in that the other side had. */
  Future<Void> taken() {
    return taken.future();
  }

  /** Completes when the other side has taken in everything that it was sent. */
  Future<Void> given() {
    return given.future();
  }

  /** From now on, the other side may say that it has taken in everything. */
  void mayBeGiven() {
    mayBeGiven = true;
  }

  /** Receives until the other side ends. Fails with a {@link LogSyncException} if it may not. */
  Future<Void> run() {
    return Repeat.whileTrue(() -> line.receive().compose(this::take))
        .andThen(
            ended -> {
              if (ended.failed()) {
                told.tryFail(ended.cause());
                taken.tryFail(ended.cause());
                given.tryFail(ended.cause());
              }
            });
  }

  private static LogSyncException problem(LogSyncProblem problem) {
    return LogSyncException.found(problem);
  }

  /** Whether more may come. */
  private Future<Boolean> take(Optional<LogMessage> received) {
    if (received.isEmpty()) {
      // Whoever is done may just leave; whoever is live says so.
      return state == State.LIVE && !live && given.future().succeeded()
          ? over()
          : Future.failedFuture(ended());
    }
    LogMessage message = received.get();
    if (message instanceof LogMessage.Fail fail) {
      return Future.failedFuture(LogSyncException.told(fail.problem()));
    }
    if (message instanceof LogMessage.Alive) {
      return more();
    }
    if (message instanceof LogMessage.Taken) {
      return mayBeGiven && given.tryComplete() ? more() : unexpected();
    }
    return switch (state) {
      case HAVE -> haves(message);
      case ANNOUNCE -> announced(message);
      case SEND -> sent(message);
      case LIVE -> live(message);
    };
  }

  private static LogSyncException ended() {
    return problem(LogSyncProblem.ENDED);
  }

  private static Future<Boolean> unexpected() {
    return Future.failedFuture(problem(LogSyncProblem.UNEXPECTED));
  }

  private static Future<Boolean> more() {
    return Future.succeededFuture(true);
  }

  private Future<Boolean> over() {
    return intake.finish().map(done -> false);
  }

  private Future<Boolean> haves(LogMessage message) {
    if (message instanceof LogMessage.Want want) {
      return wants(want);
    }
    if (!(message instanceof LogMessage.Have some)) {
      return unexpected();
    }
    int before = have.size();
    have.putAll(some.heights().all());
    if (have.size() != before + some.heights().all().size()) {
      return unexpected();
    }
    // An empty one that is not the last tells nothing: who sends such could do so for ever.
    if (have.size() > options.maxLogs() || (some.heights().isEmpty() && !some.last())) {
      return Future.failedFuture(problem(LogSyncProblem.TOO_MUCH));
    }
    if (some.last()) {
      state = State.ANNOUNCE;
      told.complete(new Told(LogHeights.of(have), wanted));
    }
    return more();
  }

  /** One side wants as much as one message holds, so that there is an end to it. */
  private Future<Boolean> wants(LogMessage.Want want) {
    if (!wanted.isEmpty()) {
      return Future.failedFuture(problem(LogSyncProblem.TOO_MUCH));
    }
    wanted.putAll(want.numbers());
    return more();
  }

  private Future<Boolean> announced(LogMessage message) {
    if (!(message instanceof LogMessage.Announce announce)) {
      return unexpected();
    }
    if (announce.operations() > options.maxOperations() || announce.bytes() > options.maxBytes()) {
      return Future.failedFuture(problem(LogSyncProblem.TOO_MUCH));
    }
    operationsLeft = announce.operations();
    bytesLeft = announce.bytes();
    state = State.SEND;
    return more();
  }

  private Future<Boolean> sent(LogMessage message) {
    if (message instanceof LogMessage.Send send) {
      operationsLeft--;
      bytesLeft -= send.size();
      return operationsLeft < 0 || bytesLeft < 0
          ? Future.failedFuture(problem(LogSyncProblem.TOO_MUCH))
          : takeIn(send);
    }
    if (message instanceof LogMessage.Done) {
      state = State.LIVE;
      return intake
          .finish()
          .map(
              done -> {
                taken.complete();
                return true;
              });
    }
    return unexpected();
  }

  private Future<Boolean> live(LogMessage message) {
    if (message instanceof LogMessage.End && given.future().succeeded()) {
      return over();
    }
    return live && message instanceof LogMessage.Send send ? takeIn(send) : unexpected();
  }

  /** What was announced counts with what comes later: a session takes so much in all. */
  private Future<Boolean> takeIn(LogMessage.Send send) {
    operations++;
    bytes += send.size();
    return operations > options.maxOperations() || bytes > options.maxBytes()
        ? Future.failedFuture(problem(LogSyncProblem.TOO_MUCH))
        : intake.add(send).map(done -> true);
  }
}
