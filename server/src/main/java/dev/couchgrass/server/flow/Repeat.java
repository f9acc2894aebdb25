package dev.couchgrass.server.flow;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes asynchronous steps one after the other, as often as it takes.
 *
 * <p>A method that composes with itself keeps every future of its past alive until the end, which a
 * feed without end can't afford.
 */
public final class Repeat {
  private final Supplier<Future<Boolean>> step;
  private final Promise<Void> done = Promise.promise();

  private Repeat(Supplier<Future<Boolean>> step) {
    this.step = step;
  }

  /** Steps while steps answer true; fails with the first that fails. */
  public static Future<Void> whileTrue(Supplier<Future<Boolean>> step) {
    Repeat repeat = new Repeat(step);
    repeat.run();
    return repeat.done.future();
  }

  /** Steps once for each item. */
  public static <T> Future<Void> each(Iterable<T> items, Function<T, Future<Void>> step) {
    Iterator<T> rest = items.iterator();
    return whileTrue(
        () -> rest.hasNext() ? step.apply(rest.next()).map(true) : Future.succeededFuture(false));
  }

  private void run() {
    while (true) {
      Future<Boolean> taken = take();
      if (!taken.isComplete()) {
        taken.onComplete(
            result -> {
              if (goesOn(taken)) {
                run();
              }
            });
        return;
      }
      if (!goesOn(taken)) {
        return;
      }
    }
  }

  private Future<Boolean> take() {
    try {
      return step.get();
    } catch (RuntimeException failure) {
      return Future.failedFuture(failure);
    }
  }

  private boolean goesOn(Future<Boolean> taken) {
    if (taken.failed()) {
      done.fail(taken.cause());
      return false;
    }
    if (!taken.result()) {
      done.complete();
      return false;
    }
    return true;
  }
}
