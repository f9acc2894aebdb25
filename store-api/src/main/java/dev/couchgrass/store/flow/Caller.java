package dev.couchgrass.store.flow;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;

/**
 * Whoever asked, so that the answer comes where the question was asked: on the caller's context, if
 * the caller had one.
 *
 * <p>What callers do with an answer never harms whoever gives it.
 */
public final class Caller {
  private final Optional<Context> context = Optional.ofNullable(Vertx.currentContext());

  private Caller() {}

  public static Caller current() {
    return new Caller();
  }

  /** The caller's context; empty for a thread of the application's own. */
  public Optional<Context> context() {
    return context;
  }

  /** Runs something at the caller's place; at once, if that is here or anywhere. */
  public void run(Runnable answer) {
    if (context.isEmpty() || isHere(context.get())) {
      guarded(answer);
    } else {
      context.get().runOnContext(ignored -> answer.run());
    }
  }

  /**
   * A worker that runs a task for a caller has the caller's context, but is not its thread: only an
   * event loop knows itself for sure.
   */
  private static boolean isHere(Context caller) {
    return caller == Vertx.currentContext()
        && caller.isEventLoopContext()
        && Context.isOnEventLoopThread();
  }

  private static void guarded(Runnable answer) {
    try {
      answer.run();
    } catch (RuntimeException | Error e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  /** The same future, but that it completes at the caller's place. */
  public <T> Future<T> deliver(Future<T> future) {
    if (future.isComplete()) {
      return future;
    }
    Promise<T> delivered = Promise.promise();
    future.onComplete(
        result ->
            run(
                () -> {
                  if (result.succeeded()) {
                    delivered.complete(result.result());
                  } else {
                    delivered.fail(result.cause());
                  }
                }));
    return delivered.future();
  }
}
