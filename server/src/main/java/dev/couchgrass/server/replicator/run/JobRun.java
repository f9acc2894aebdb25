package dev.couchgrass.server.replicator.run;

import dev.couchgrass.server.replicator.request.ReplicationRequest;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.Replication;
import dev.couchgrass.sync.Replicator;
import dev.couchgrass.sync.result.ReplicationResult;
import dev.couchgrass.sync.result.ReplicationState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** A replication from its start to its end, its failure, or its stop. Used on one context. */
public final class JobRun {
  private final Sides sides;
  private final Replicator replicator;
  private final InstantSource clock;
  private final ReplicationRequest request;
  private final Instant began;
  private final Promise<Outcome> ended = Promise.promise();
  private final List<Supplier<Future<Void>>> open = new ArrayList<>();
  private Optional<Replication> replication = Optional.empty();
  private boolean stopping;

  private JobRun(
      Sides sides, Replicator replicator, InstantSource clock, ReplicationRequest request) {
    this.sides = sides;
    this.replicator = replicator;
    this.clock = clock;
    this.request = request;
    this.began = clock.instant();
  }

  /** Starts a run on the caller's context. */
  public static JobRun start(
      Sides sides, Replicator replicator, InstantSource clock, ReplicationRequest request) {
    JobRun run = new JobRun(sides, replicator, clock, request);
    Future.succeededFuture()
        .compose(now -> run.replicate())
        .recover(cause -> Future.failedFuture(SideFailures.of(cause)))
        .eventually(run::close)
        .onComplete(run.ended);
    return run;
  }

  /**
   * Completes when it is over and both sides are closed. Fails with {@link
   * dev.couchgrass.server.http.HttpFailure}.
   */
  public Future<Outcome> ended() {
    return ended.future();
  }

  /** Ends it. Completes when what was under way has ended and is noted. Idempotent. */
  public Future<Void> stop() {
    stopping = true;
    replication.ifPresent(Replication::cancel);
    return ended.future().otherwiseEmpty().mapEmpty();
  }

  /** Closes both sides under what still runs, which then fails: for whoever can't wait longer. */
  public Future<Void> abandon() {
    return close();
  }

  /** Whether it got further than where it began. */
  public boolean advanced() {
    return replication
        .filter(running -> running.start().isPresent())
        .filter(
            running ->
                running.state() instanceof ReplicationState.Idle
                    || !running.start().equals(Optional.of(through(running))))
        .isPresent();
  }

  /** What it did, after what the job did before. */
  public Figures figures(Figures earlier) {
    return replication.map(running -> figures(running).after(earlier)).orElse(earlier);
  }

  private static Figures figures(Replication running) {
    ReplicationState state = running.state();
    OptionalLong pending =
        state instanceof ReplicationState.Running moving
            ? OptionalLong.of(moving.remaining())
            : state instanceof ReplicationState.Idle || state instanceof ReplicationState.Completed
                ? OptionalLong.of(0)
                : OptionalLong.empty();
    return new Figures(state.soFar().counts(), pending, through(running), running.checkpoint());
  }

  private static UpdateSequence through(Replication running) {
    return running.state().soFar().lastSequence();
  }

  private Future<Outcome> replicate() {
    return sides
        .source(request.source(), request.user())
        .compose(
            source -> {
              open.add(source.close());
              return sides
                  .target(request.target(), request.createTarget(), request.user())
                  .compose(
                      target -> {
                        open.add(target.close());
                        return stopping
                            ? Future.succeededFuture(Outcome.STOPPED)
                            : replicate(source, target);
                      });
            });
  }

  private Future<Outcome> replicate(Sides.Open source, Sides.Open target) {
    Replication started = replicator.start(source.endpoint(), target.endpoint(), request.options());
    replication = Optional.of(started);
    return started
        .result()
        .compose(
            result ->
                started.state() instanceof ReplicationState.Completed
                    ? answer(started, result, target)
                    : Future.succeededFuture(Outcome.STOPPED));
  }

  private Future<Outcome> answer(Replication over, ReplicationResult result, Sides.Open target) {
    return History.of(over, result, target.endpoint().store(), began, clock.instant())
        .map(answer -> new Outcome(Optional.of(answer)));
  }

  private Future<Void> close() {
    List<Supplier<Future<Void>>> closing = List.copyOf(open);
    open.clear();
    Future<Void> closed = Future.succeededFuture();
    for (Supplier<Future<Void>> each : closing) {
      closed = closed.eventually(each);
    }
    // What was replicated is, whether the way there closed well or not.
    return closed.otherwiseEmpty();
  }
}
