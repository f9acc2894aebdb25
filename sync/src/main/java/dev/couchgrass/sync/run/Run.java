package dev.couchgrass.sync.run;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.checkpoint.CheckpointLog;
import dev.couchgrass.sync.checkpoint.ReplicationId;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.run.Batches.Batch;
import dev.couchgrass.sync.time.Timers;
import dev.couchgrass.sync.transfer.Carried;
import dev.couchgrass.sync.transfer.Transfer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One attempt. Everything of it happens on one context. */
public final class Run implements Transfer.Listener {
  /** Hears what the run is about. */
  public interface Listener {
    /**
     * Changes travel, or are looked for.
     *
     * @param remaining how many the source has beyond those that were taken
     */
    void running(long remaining);

    /** There is nothing to do until the source changes. */
    void idle();
  }

  /**
   * What is replicated.
   *
   * @param id of the replication: where it goes on is kept under that
   * @param session of this replication, the same for all its attempts
   */
  public record Task(
      DocumentStore source,
      DocumentStore target,
      ReplicationOptions options,
      ReplicationId id,
      String session) {}

  private final Context context;
  private final InstantSource clock;
  private final Watchdog watchdog;
  private final Task task;
  private final Progress progress;
  private final Listener listener;
  private final Promise<Void> over = Promise.promise();
  private final Batches batches = new Batches();
  private @Nullable ChangesReader reader;
  private @Nullable Transfer transfer;
  private @Nullable CheckpointWriter checkpoints;
  private @Nullable Throwable failure;
  private boolean reading;
  private boolean ended;
  private boolean cancelled;
  private boolean advanced;

  public Run(
      Context context,
      InstantSource clock,
      Timers timers,
      Task task,
      Progress progress,
      Listener listener) {
    this.context = context;
    this.clock = clock;
    this.task = task;
    this.progress = progress;
    this.listener = listener;
    this.watchdog =
        new Watchdog(context, timers, task.options().patience(), this::resting, this::abandon);
  }

  /** Whether anything got into the target for good. */
  public boolean advanced() {
    return advanced;
  }

  /**
   * Begins. Completes when the source has nothing more or the run was cancelled, and all that was
   * under way has ended and is noted.
   */
  public Future<Void> start() {
    listener.running(0);
    watchdog.begin();
    over.future().onComplete(done -> watchdog.end());
    // Until it has begun: who ends it before waits for what is to be closed.
    reading = true;
    asked(this::log)
        .compose(this::begin)
        .onComplete(
            begun -> {
              reading = false;
              if (over.future().isComplete() && reader != null) {
                // It was given up meanwhile, and nothing else would close what came late.
                reader.close();
              } else if (begun.failed()) {
                stop(begun.cause());
              } else {
                pump();
              }
            });
    return over.future();
  }

  private Future<Optional<CheckpointLog>> log() {
    return task.options().checkpoints()
        ? CheckpointLog.read(task.source(), task.target(), task.id(), task.session())
            .map(Optional::of)
        : Future.succeededFuture(Optional.empty());
  }

  private Future<Void> begin(Optional<CheckpointLog> log) {
    UpdateSequence since =
        log.flatMap(CheckpointLog::common).or(task.options()::since).orElse(UpdateSequence.START);
    checkpoints =
        new CheckpointWriter(log, clock, task.options().checkpointInterval(), progress, since);
    progress.begin(since);
    return targetEmpty(since)
        .compose(
            empty -> {
              transfer = new Transfer(task.source(), task.target(), task.options(), empty, this);
              return ChangesReader.open(task.source(), since, task.options());
            })
        .andThen(onSuccess(opened -> reader = opened))
        .mapEmpty();
  }

  /** Whether the target has nothing at all. Where a replication goes on, it has something. */
  private Future<Boolean> targetEmpty(UpdateSequence since) {
    return since.equals(UpdateSequence.START)
        ? task.target().info().map(info -> info.documents() == 0 && info.deletedDocuments() == 0)
        : Future.succeededFuture(false);
  }

  /** Ends soon: nothing more is read, and what is under way ends first. */
  public void cancel() {
    cancelled = true;
    wake();
    settle();
  }

  /** A live reader may be waiting for changes that never come. */
  private void wake() {
    if (reader != null && task.options().live()) {
      reader.close();
    }
  }

  private boolean stopping() {
    return ended || cancelled || failure != null;
  }

  /** Reads on while there is room for a batch. */
  private void pump() {
    if (stopping()) {
      settle();
      return;
    }
    if (reading) {
      restIfCaughtUp();
      return;
    }
    if (batches.full(task.options().batch().workers())) {
      return;
    }
    reading = true;
    ChangesReader open = opened(reader);
    Future<List<Change>> next = asked(() -> open.next(task.options().batch().documents()));
    if (!next.isComplete()) {
      restIfCaughtUp();
    }
    // Not at once: a source that has everything at hand would nest its answers without end.
    next.onComplete(
        taken ->
            context.runOnContext(
                now -> {
                  reading = false;
                  watchdog.heard();
                  if (taken.failed()) {
                    stop(taken.cause());
                  } else {
                    take(taken.result());
                  }
                }));
  }

  @Override
  public void carried(Carried carried) {
    progress.add(carried);
  }

  @Override
  public void heard() {
    watchdog.heard();
  }

  /** Whether it waits for changes that may never come. */
  private boolean resting() {
    return !stopping() && reading && batches.underWay() == 0 && reader != null && reader.caughtUp();
  }

  /** Waits no longer for what does not answer. What is late is counted, and does no harm. */
  private void abandon() {
    stop(
        new StoreException(ErrorCode.STORE_FAILED, "Nothing came of the replication for too long"));
    over.tryFail(opened(failure));
  }

  private void restIfCaughtUp() {
    if (batches.underWay() == 0 && opened(reader).caughtUp()) {
      opened(transfer).targetHasSome();
      listener.idle();
      opened(checkpoints).note().onFailure(this::stop);
    }
  }

  private void take(List<Change> changes) {
    if (changes.isEmpty()) {
      end();
    } else {
      listener.running(opened(reader).remaining());
      Batch batch = batches.begin(changes.get(changes.size() - 1).sequence());
      asked(() -> opened(transfer).carry(changes))
          .onComplete(
              carried ->
                  context.runOnContext(
                      now -> {
                        if (carried.failed()) {
                          batches.fail();
                          stop(carried.cause());
                        } else {
                          listener.running(opened(reader).remaining());
                          batches.end(batch).ifPresent(this::reached);
                          pump();
                        }
                      }));
      pump();
    }
  }

  private void end() {
    if (task.options().live() && !cancelled) {
      stop(new StoreException(ErrorCode.STORE_FAILED, "The source was closed"));
      return;
    }
    ended = true;
    settle();
  }

  private void reached(UpdateSequence sequence) {
    advanced = true;
    opened(checkpoints).reached(sequence);
    opened(checkpoints).noteInTime().onFailure(this::stop);
  }

  private void stop(Throwable cause) {
    if (failure == null) {
      failure = cause;
      wake();
    }
    settle();
  }

  /** Ends, once nothing is under way any more. */
  private void settle() {
    if (!stopping() || reading || batches.underWay() > 0 || over.future().isComplete()) {
      return;
    }
    Future<Void> closed = reader == null ? Future.succeededFuture() : reader.close();
    if (ended && failure == null && !cancelled) {
      // The filter may have passed over what came after the last change.
      opened(checkpoints).reached(opened(reader).lastSequence());
    }
    Future<Void> noted = checkpoints == null ? Future.succeededFuture() : checkpoints.note();
    Future.join(closed, noted)
        .onComplete(
            done -> {
              if (failure != null) {
                over.tryFail(failure);
              } else if (noted.failed()) {
                over.tryFail(noted.cause());
              } else {
                over.tryComplete();
              }
            });
  }

  /** A store that was closed throws: that ends the run as well. */
  private static <T> Future<T> asked(Supplier<Future<T>> question) {
    return Future.<Void>succeededFuture().compose(now -> question.get());
  }

  private static <T> T opened(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("The run has not begun");
    }
    return value;
  }
}
