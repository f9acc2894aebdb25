package dev.couchgrass.store.kv.work;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.store.engine.EngineCapabilities.Reads;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/**
 * Runs what may block where it may: on workers, unless the engine's reads never block, in which
 * case reads run at once on the caller's thread.
 */
public final class Workers {
  private final WorkerExecutor pool;
  private final boolean inline;

  public Workers(Vertx vertx, String name, int threads, Reads reads) {
    this.pool = vertx.createSharedWorkerExecutor(name, threads);
    this.inline = reads == Reads.INLINE;
  }

  /** Whether reads run on the caller's thread. */
  public boolean inline() {
    return inline;
  }

  /** Runs a read. The future completes on the caller's context. */
  public <T> Future<T> read(Callable<T> read) {
    if (!inline) {
      return onWorker(read);
    }
    try {
      return Future.succeededFuture(read.call());
    } catch (Exception e) {
      return Future.failedFuture(expected(e));
    }
  }

  /** Runs what is too long for an event loop, or blocks. Completes on the caller's context. */
  public <T> Future<T> onWorker(Callable<T> work) {
    return pool.executeBlocking(work, false).recover(e -> Future.failedFuture(expected(e)));
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

  public Future<Void> close() {
    return pool.close();
  }

  private static StoreException expected(Throwable e) {
    if (e instanceof StoreException refusal) {
      return refusal;
    }
    if (e instanceof InvalidInputException refusal) {
      return StoreException.of(refusal);
    }
    return StoreException.failed("The store could not be read", e);
  }
}
