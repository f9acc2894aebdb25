package dev.couchgrass.store.kv.commit;

import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.work.Workers;
import io.vertx.core.Future;
import java.util.List;

/**
 * The one writer of what is changed in units of work of one kind, such as a database. What arrives
 * while a commit is under way waits; the next commit takes all of it, in order, up to {@link
 * #MAX_WEIGHT}: group commit.
 *
 * <p>The writing itself runs on the thread of whoever finds the writer idle, if the engine does not
 * block and the work is small; otherwise on a worker.
 */
public final class Writer<U extends UnitOfWork> {
  /** The most that one commit takes (a single call with more is never split). */
  private static final long MAX_WEIGHT = 4096;

  /** Up to this weight may run on a caller's thread, which may be an event loop. */
  private static final long MAX_INLINE_WEIGHT = 32;

  /** How many commits a caller's thread makes for others before a worker takes over. */
  private static final int MAX_INLINE_COMMITS = 8;

  /** How many commits a worker makes before other databases have their turn. */
  private static final int MAX_WORKER_COMMITS = 64;

  private final Engine engine;
  private final UnitOfWork.Factory<U> units;
  private final Workers workers;
  private final WriteQueue<U> queue;
  private final GroupCommit<U> commits;

  /**
   * @param units begins them, one for each commit
   * @param maxWaiting the weight of edits from which on more are refused
   */
  public Writer(Engine engine, UnitOfWork.Factory<U> units, Workers workers, long maxWaiting) {
    this.engine = engine;
    this.units = units;
    this.workers = workers;
    this.queue = new WriteQueue<>(maxWaiting);
    this.commits = new GroupCommit<>(engine, units, queue::putBack);
  }

  /**
   * Hands a mutation to the writer.
   *
   * @param weight how many edits it holds, long ones counted several times
   * @return completes when it is durable, on the caller's context; fails with its refusal, and with
   *     {@code OVERLOADED} if too much is waiting
   * @throws IllegalStateException after {@link #close}
   */
  public <T> Future<T> submit(Mutation<U, T> mutation, long weight) {
    return submit(new Pending<>(mutation, weight), true, false);
  }

  /** As {@link #submit}, for what gives room rather than takes it: never {@code OVERLOADED}. */
  public <T> Future<T> submitUpkeep(Mutation<U, T> mutation) {
    return submitUpkeep(mutation, 1);
  }

  /** As {@link #submitUpkeep(Mutation)}, with a weight as {@link #submit} has. */
  public <T> Future<T> submitUpkeep(Mutation<U, T> mutation, long weight) {
    return submit(new Pending<>(mutation, weight), false, false);
  }

  /**
   * As {@link #submit}, and the last that this writer does: what comes after it is refused with
   * {@code DATABASE_MISSING}, unless it fails.
   *
   * @param committed called when it is durable, on the writer's thread, before the caller hears
   */
  public <T> Future<T> submitLast(Mutation<U, T> mutation, Runnable committed) {
    Pending<U, T> pending = new Pending<>(mutation, 1);
    pending.ifFailed(queue::reopen);
    pending.ifDone(committed);
    return submit(pending, false, true);
  }

  /**
   * Waits for what was handed in before, and then keeps back what comes later until the turn ends.
   *
   * @return completes when the turn begins, on the caller's context; fails as {@link #submit} does
   */
  public Future<Turn<U>> takeTurn() {
    return submit(new PendingTurn<>(engine, units), true, false);
  }

  private <T> Future<T> submit(Pending<U, T> pending, boolean limited, boolean last) {
    switch (queue.add(pending, limited, last)) {
      case QUEUED -> {}
      case IDLE -> start(pending.weight());
      case FULL -> {
        return Future.failedFuture(
            new StoreException(ErrorCode.OVERLOADED, "Too many edits are waiting, try later"));
      }
      case GONE -> {
        return Future.failedFuture(StoreException.databaseMissing());
      }
    }
    return pending.future();
  }

  private void start(long weight) {
    if (workers.inline() && weight <= MAX_INLINE_WEIGHT) {
      run(MAX_INLINE_COMMITS, MAX_INLINE_WEIGHT);
    } else {
      handOver();
    }
  }

  private void handOver() {
    workers.execute(() -> run(MAX_WORKER_COMMITS, MAX_WEIGHT));
  }

  /** Takes nothing more; completes when what was taken is done. */
  public Future<Void> close() {
    return queue.close();
  }

  /**
   * Commits what waits.
   *
   * @param turns how many commits, before a worker goes on
   * @param maxWeight of each, but for the first, which is the caller's own
   */
  private void run(int turns, long maxWeight) {
    for (int turn = 0; turn < turns; turn++) {
      if (turn > 0 && queue.nextWeight() > maxWeight) {
        break;
      }
      List<Pending<U, ?>> group = queue.take(maxWeight);
      if (group.isEmpty()) {
        return;
      }
      Future<Void> step = group.get(0).alone().orElseGet(() -> commits.commit(group));
      if (!step.isComplete()) {
        step.onComplete(done -> handOver());
        return;
      }
    }
    handOver();
  }
}
