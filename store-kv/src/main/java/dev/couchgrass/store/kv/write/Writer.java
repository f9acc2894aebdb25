package dev.couchgrass.store.kv.write;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.work.Workers;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The one writer of a database. What arrives while a commit is under way waits; the next commit
 * takes all of it, in order, up to {@link #MAX_WEIGHT}: group commit.
 *
 * <p>The writing itself runs on the thread of whoever finds the writer idle, if the engine does not
 * block and the work is small; otherwise on a worker.
 */
public final class Writer {
  /** The most edits that one commit takes (a single call with more is never split). */
  static final int MAX_WEIGHT = 4096;

  /** Up to this many edits may run on a caller's thread, which may be an event loop. */
  private static final int MAX_INLINE_WEIGHT = 32;

  /** How many commits a caller's thread makes for others before a worker takes over. */
  private static final int MAX_INLINE_COMMITS = 8;

  private final Engine engine;
  private final Keys keys;
  private final Workers workers;
  private final LongConsumer committed;

  /** Guards the fields below; held for moments only. */
  private final Object lock = new Object();

  private final ArrayDeque<Pending<?>> waiting = new ArrayDeque<>();
  private boolean running;
  private boolean stopped;

  /**
   * @param committed told the update sequence after each commit that changed it, before the futures
   *     of the commit complete
   */
  public Writer(Engine engine, Keys keys, Workers workers, LongConsumer committed) {
    this.engine = engine;
    this.keys = keys;
    this.workers = workers;
    this.committed = committed;
  }

  /**
   * Hands a mutation to the writer.
   *
   * @param weight how many edits it holds, roughly
   * @return completes when it is durable, on the caller's context; fails with its refusal
   */
  public <T> Future<T> submit(Mutation<T> mutation, int weight) {
    return submit(mutation, weight, false);
  }

  /** As {@link #submit}, and the last that this writer does: what comes after it is refused. */
  public <T> Future<T> submitLast(Mutation<T> mutation) {
    return submit(mutation, 1, true);
  }

  private <T> Future<T> submit(Mutation<T> mutation, int weight, boolean last) {
    Pending<T> pending = new Pending<>(mutation, weight);
    boolean start;
    synchronized (lock) {
      if (stopped) {
        return Future.failedFuture(StoreException.databaseMissing());
      }
      stopped = last;
      waiting.add(pending);
      start = !running;
      running = true;
    }
    if (start) {
      if (workers.inline() && weight <= MAX_INLINE_WEIGHT) {
        run(MAX_INLINE_COMMITS);
      } else {
        workers.execute(() -> run(Integer.MAX_VALUE));
      }
    }
    return pending.future();
  }

  /** Whether the transaction is one of this writer's. */
  boolean owns(Transaction transaction) {
    return transaction.keys() == keys;
  }

  private void run(int commits) {
    int left = commits;
    while (true) {
      List<Pending<?>> group = take();
      if (group.isEmpty()) {
        return;
      }
      Future<Void> commit = apply(group);
      if (!commit.isComplete()) {
        commit.onComplete(done -> workers.execute(() -> run(Integer.MAX_VALUE)));
        return;
      }
      if (--left == 0) {
        workers.execute(() -> run(Integer.MAX_VALUE));
        return;
      }
    }
  }

  /** What the next commit takes; if there is nothing, the writer is idle from then on. */
  private List<Pending<?>> take() {
    List<Pending<?>> group = new ArrayList<>();
    synchronized (lock) {
      int weight = 0;
      while (!waiting.isEmpty() && weight < MAX_WEIGHT) {
        Pending<?> next = waiting.remove();
        weight += next.weight();
        group.add(next);
      }
      running = !group.isEmpty();
    }
    return group;
  }

  /** Applies and commits a group; the future completes, never failed, when all theirs have. */
  private Future<Void> apply(List<Pending<?>> group) {
    long before;
    long after;
    Batch batch;
    try (Snapshot snapshot = engine.snapshot()) {
      Transaction transaction = new Transaction(snapshot, keys);
      before = transaction.updateSequence();
      group.forEach(pending -> pending.apply(transaction));
      batch = transaction.batch();
      after = transaction.updateSequence();
    } catch (RuntimeException | Error e) {
      StoreException failure = StoreException.failed("The write could not be prepared", e);
      group.forEach(pending -> pending.fail(failure));
      return Future.succeededFuture();
    }
    Future<Void> commit = batch.isEmpty() ? Future.succeededFuture() : commit(batch);
    return commit.transform(
        done -> {
          if (done.failed()) {
            StoreException failure =
                StoreException.failed("The write could not be committed", done.cause());
            group.forEach(pending -> pending.fail(failure));
          } else {
            if (after != before) {
              committed.accept(after);
            }
            group.forEach(Pending::complete);
          }
          return Future.succeededFuture();
        });
  }

  private Future<Void> commit(Batch batch) {
    try {
      return engine.commit(batch);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}
