package dev.couchgrass.sync;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.options.RetryPolicy;
import dev.couchgrass.sync.result.ReplicationResult;
import dev.couchgrass.sync.result.ReplicationState;
import dev.couchgrass.sync.run.Progress;
import dev.couchgrass.sync.run.Run;
import dev.couchgrass.sync.time.Timers;
import dev.couchgrass.sync.time.Timers.Timer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A replication that was started. Every method may be called from any thread. */
public final class Replication {
  /** What does not go away by trying again. */
  private static final Set<ErrorCode> FINAL =
      Set.of(
          ErrorCode.DATABASE_MISSING,
          ErrorCode.UNAUTHORIZED,
          ErrorCode.FORBIDDEN,
          ErrorCode.BAD_REQUEST,
          ErrorCode.NOT_SUPPORTED);

  private final Context context;
  private final InstantSource clock;
  private final Timers timers;
  private final RandomGenerator random;
  private final Run.Task task;
  private final Progress progress = new Progress();
  private final Promise<ReplicationResult> result = Promise.promise();
  private volatile ReplicationState state = new ReplicationState.Running(progress.result(), 0);
  private Promise<Void> changed = Promise.promise();
  private @Nullable Run run;
  private int failures;
  private Optional<Timer> pausing = Optional.empty();
  private boolean cancelled;

  Replication(
      Context context, InstantSource clock, Timers timers, RandomGenerator random, Run.Task task) {
    this.context = context;
    this.clock = clock;
    this.timers = timers;
    this.random = random;
    this.task = task;
  }

  void begin() {
    context.runOnContext(now -> attempt());
  }

  /** What it is about now. */
  public ReplicationState state() {
    return state;
  }

  /** The id of the local documents in which both databases keep how far it came, without prefix. */
  public String checkpointId() {
    return task.id().value();
  }

  /** What names it among all that have replicated these two. */
  public String session() {
    return task.session();
  }

  /** From where in the source it began; empty until it did. */
  public Optional<UpdateSequence> start() {
    return progress.start();
  }

  /** How far the last note says that it came; empty while it has noted nothing. */
  public Optional<UpdateSequence> checkpoint() {
    return progress.checkpoint();
  }

  /**
   * Completes with what it is about once that is another state than one seen: at once if it is
   * already. States that come and go in between are not told, so that nobody is waited for; what
   * failed for good is in all that follow.
   */
  public Future<ReplicationState> next(ReplicationState seen) {
    Promise<ReplicationState> next = Promise.promise();
    context.runOnContext(now -> await(seen, next));
    return next.future();
  }

  private void await(ReplicationState seen, Promise<ReplicationState> next) {
    if (!state.equals(seen) || state.over()) {
      next.complete(state);
    } else {
      changed.future().onComplete(told -> await(seen, next));
    }
  }

  /**
   * Completes when it is over: with what it did, also if it was cancelled; fails with what made it
   * give up. A live one is never over by itself, unless it gives up.
   */
  public Future<ReplicationResult> result() {
    return result.future();
  }

  /** Ends it. Completes when what was under way has ended and is noted. Idempotent. */
  public Future<Void> cancel() {
    context.runOnContext(
        now -> {
          cancelled = true;
          if (pausing.map(Timer::cancel).orElse(false)) {
            finish(new ReplicationState.Cancelled(progress.result()));
          } else if (run != null) {
            run.cancel();
          }
        });
    return result.future().otherwiseEmpty().mapEmpty();
  }

  private void attempt() {
    pausing = Optional.empty();
    if (cancelled) {
      finish(new ReplicationState.Cancelled(progress.result()));
      return;
    }
    Run attempt = new Run(context, clock, timers, task, progress, new States());
    run = attempt;
    attempt
        .start()
        .onComplete(
            over -> {
              if (cancelled) {
                finish(new ReplicationState.Cancelled(progress.result()));
              } else if (over.succeeded()) {
                finish(new ReplicationState.Completed(progress.result()));
              } else {
                failures = attempt.advanced() ? 1 : failures + 1;
                recover(over.cause());
              }
            });
  }

  private void recover(Throwable cause) {
    RetryPolicy retry = task.options().retry();
    boolean hopeless = !(cause instanceof StoreException refused) || FINAL.contains(refused.code());
    if (hopeless || failures >= retry.attempts()) {
      finish(new ReplicationState.Failed(progress.result(), cause));
      return;
    }
    Duration pause = retry.pause(failures, random);
    tell(
        new ReplicationState.Retrying(
            progress.result(), cause, clock.instant().plus(pause), failures));
    pausing = Optional.of(timers.after(pause, () -> context.runOnContext(now -> attempt())));
  }

  private void tell(ReplicationState next) {
    state = next;
    Promise<Void> told = changed;
    changed = Promise.promise();
    told.complete();
  }

  private void finish(ReplicationState last) {
    if (state.over()) {
      return;
    }
    tell(last);
    if (last instanceof ReplicationState.Failed failed) {
      result.fail(failed.error());
    } else {
      result.complete(last.soFar());
    }
  }

  private final class States implements Run.Listener {
    @Override
    public void running(long remaining) {
      tell(new ReplicationState.Running(progress.result(), remaining));
    }

    @Override
    public void idle() {
      tell(new ReplicationState.Idle(progress.result()));
    }
  }
}
