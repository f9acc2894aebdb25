package dev.couchgrass.store.kv.work;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.EngineCapabilities.Reads;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Caller;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Runs what may block where it may: on workers. Reads run at once on the caller's thread if the
 * engine's reads never block, and short ones also if they would not wait right now.
 */
public final class Workers {
  /** Up to this weight a read may run on a caller's thread, which may be an event loop. */
  private static final long MAX_INLINE_WEIGHT = 1000;

  /** The same when reads may block: the engine's guess is wrong now and then. */
  private static final long MAX_GUESSED_WEIGHT = 32;

  private final Vertx vertx;
  private final Context context;
  private final WorkerExecutor pool;
  private final Engine engine;
  private final boolean inline;
  private final Gate reads = new Gate();

  public Workers(Vertx vertx, String name, int threads, Engine engine) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.pool = vertx.createSharedWorkerExecutor(name, threads);
    this.engine = engine;
    this.inline = engine.capabilities().reads() == Reads.INLINE;
  }

  /** A new alarm, not set. */
  public Alarm alarm() {
    return new Alarm(vertx, context);
  }

  /** Whether reads never block. */
  public boolean inline() {
    return inline;
  }

  /** Runs a read of a few look-ups. The future completes on the caller's context. */
  public <T> Future<T> read(Callable<T> read) {
    return read(1, read);
  }

  /**
   * Runs a read. The future completes on the caller's context.
   *
   * @param weight how many look-ups it makes, roughly: with many it leaves the caller's thread
   * @throws IllegalStateException after {@link #endReads}
   */
  public <T> Future<T> read(long weight, Callable<T> read) {
    if (!runsAtOnce(weight)) {
      return onWorker(read);
    }
    reads.enter();
    try {
      return Future.succeededFuture(read.call());
    } catch (Exception e) {
      return Future.failedFuture(expected(e));
    } finally {
      reads.leave();
    }
  }

  private boolean runsAtOnce(long weight) {
    return inline
        ? weight <= MAX_INLINE_WEIGHT
        : weight <= MAX_GUESSED_WEIGHT && !engine.readsWait();
  }

  /**
   * Runs what is too long for an event loop, or blocks. Completes on the caller's context.
   *
   * @throws IllegalStateException after {@link #endReads}
   */
  public <T> Future<T> onWorker(Callable<T> work) {
    reads.enter();
    Callable<T> counted =
        () -> {
          try {
            return work.call();
          } finally {
            reads.leave();
          }
        };
    return pool.executeBlocking(counted, false).recover(e -> Future.failedFuture(expected(e)));
  }

  /**
   * What an engine does, with failures in the store's terms, completing on the caller's context.
   */
  public <T> Future<T> ofEngine(Supplier<Future<T>> work) {
    Future<T> done = Future.succeededFuture().compose(now -> work.get());
    return Caller.current()
        .deliver(
            done.recover(
                e -> Future.failedFuture(StoreException.failed("The store's engine failed", e))));
  }

  /** Runs a task on a worker, for its effect. */
  public void execute(Runnable task) {
    pool.executeBlocking(
        () -> {
          task.run();
          return true;
        },
        false);
  }

  /** Lets no read begin any more; completes when those under way have ended. */
  public Future<Void> endReads() {
    return reads.close();
  }

  public Future<Void> close() {
    return pool.close();
  }

  /** The failure in the store's terms. */
  static StoreException expected(Throwable e) {
    if (e instanceof StoreException refusal) {
      return refusal;
    }
    if (e instanceof InvalidInputException refusal) {
      return StoreException.of(refusal);
    }
    return StoreException.failed("The store could not be read", e);
  }
}
