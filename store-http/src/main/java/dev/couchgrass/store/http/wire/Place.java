package dev.couchgrass.store.http.wire;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a storage does everything it does, one thing after the other, so that nothing in it needs a
 * lock. Callers are answered where they asked.
 */
public final class Place {
  private final Vertx vertx;
  private final Context context;

  private Place(Vertx vertx, Context context) {
    this.vertx = vertx;
    this.context = context;
  }

  /** The caller's own place, if it has one; else a new one. */
  public static Place current(Vertx vertx) {
    return new Place(vertx, vertx.getOrCreateContext());
  }

  public Vertx vertx() {
    return vertx;
  }

  /** Runs a task here. What it throws fails the future, which completes on the caller's context. */
  public <T> Future<T> run(Supplier<Future<T>> task) {
    if (isHere(context)) {
      return guarded(task);
    }
    Optional<Context> caller = Optional.ofNullable(Vertx.currentContext());
    Promise<T> answered = Promise.promise();
    context.runOnContext(
        ignored -> {
          guarded(task)
              .onComplete(
                  result ->
                      caller.ifPresentOrElse(
                          asker -> asker.runOnContext(here -> complete(answered, result)),
                          () -> complete(answered, result)));
        });
    return answered.future();
  }

  private static <T> Future<T> guarded(Supplier<Future<T>> task) {
    return Future.succeededFuture().compose(now -> task.get());
  }

  private static <T> void complete(Promise<T> promise, AsyncResult<T> result) {
    if (result.succeeded()) {
      promise.complete(result.result());
    } else {
      promise.fail(result.cause());
    }
  }

  private static boolean isHere(Context place) {
    return place == Vertx.currentContext()
        && place.isEventLoopContext()
        && Context.isOnEventLoopThread();
  }
}
