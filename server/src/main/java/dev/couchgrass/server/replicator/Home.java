package dev.couchgrass.server.replicator;

import dev.couchgrass.server.replicator.job.Alarm;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** The one context on which replications live, so that nothing of them needs a lock. */
final class Home implements Alarm {
  private final Vertx vertx;
  private final Context context;

  /** The caller's own, if it has one; else a new one. */
  Home(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  Context context() {
    return context;
  }

  /** Asks something there. What it throws fails the future, which completes where it was asked. */
  <T> Future<T> ask(Supplier<Future<T>> question) {
    Optional<Context> asker = Optional.ofNullable(Vertx.currentContext());
    Promise<T> answered = Promise.promise();
    try {
      context.runOnContext(
          ignored -> {
            Future.succeededFuture()
                .compose(now -> question.get())
                .onComplete(
                    answer ->
                        asker.ifPresentOrElse(
                            there -> there.runOnContext(here -> complete(answered, answer)),
                            () -> complete(answered, answer)));
          });
    } catch (RejectedExecutionException e) {
      // Whoever closed Vert.x ended everything here.
      answered.fail(e);
    }
    return answered.future();
  }

  private static <T> void complete(Promise<T> promise, AsyncResult<T> result) {
    if (result.succeeded()) {
      promise.complete(result.result());
    } else {
      promise.fail(result.cause());
    }
  }

  @Override
  public Runnable set(Duration after, Runnable task) {
    // Not too early by a part of a millisecond: it would only be set again.
    long millis = Math.max(0, after.toMillis()) + 1;
    long timer = vertx.setTimer(millis, due -> context.runOnContext(now -> task.run()));
    return () -> vertx.cancelTimer(timer);
  }
}
