package dev.couchgrass.server.auth;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes passwords off the event loops. Few at a time, and with a bounded queue, so that a flood of
 * logins costs those who log in and nobody else.
 */
final class PasswordWorker {
  private static final int MAX_WAITING = 200;

  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger waiting = new AtomicInteger();
  private final WorkerExecutor workers;
  private final int iterations;

  PasswordWorker(Vertx vertx, int iterations) {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    this.workers =
        vertx.createSharedWorkerExecutor("couchgrass-passwords", threads, 60, TimeUnit.SECONDS);
    this.iterations = iterations;
  }

  /** How many iterations new hashes get. */
  int iterations() {
    return iterations;
  }

  Future<PasswordHash> hash(String password) {
    return run(() -> PasswordHash.of(password, iterations, random));
  }

  Future<Boolean> matches(PasswordHash hash, String password) {
    return run(() -> hash.matches(password));
  }

  private <T> Future<T> run(java.util.concurrent.Callable<T> work) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(
          new StoreException(ErrorCode.OVERLOADED, "Too many logins at once; try again later."));
    }
    return workers.executeBlocking(work, false).andThen(done -> waiting.decrementAndGet());
  }

  Future<Void> close() {
    return workers.close();
  }
}
