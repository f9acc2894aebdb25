package dev.couchgrass.store.flow;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Repeats asynchronous steps, however many.
 *
 * <p>A method that composes with itself grows the stack where its futures are complete already, and
 * elsewhere keeps every future of its past alive until the end, which what has no end can't afford.
 */
public final class Repeat {
  private Repeat() {}

  /** Takes steps until one answers false. Fails with the first that fails, or throws. */
  public static Future<Void> whileTrue(Supplier<Future<Boolean>> step) {
    Promise<Void> done = Promise.promise();
    go(step, done);
    return done.future();
  }

  /** Takes a step for each, one after the other. Fails with the first that fails, or throws. */
  public static <T> Future<Void> each(Iterable<T> all, Function<T, ? extends Future<?>> step) {
    Iterator<T> rest = all.iterator();
    return whileTrue(
        () ->
            rest.hasNext()
                ? step.apply(rest.next()).map(taken -> true)
                : Future.succeededFuture(false));
  }

  private static void go(Supplier<Future<Boolean>> step, Promise<Void> done) {
    while (true) {
      Future<Boolean> taken = Future.succeededFuture().compose(now -> step.get());
      if (!taken.isComplete()) {
        taken.onComplete(
            ended -> {
              if (goesOn(ended, done)) {
                go(step, done);
              }
            });
        return;
      }
      if (!goesOn(taken, done)) {
        return;
      }
    }
  }

  private static boolean goesOn(AsyncResult<Boolean> step, Promise<Void> done) {
    if (step.failed()) {
      done.fail(step.cause());
      return false;
    }
    if (!step.result()) {
      done.complete();
    }
    return step.result();
  }
}
