package dev.couchgrass.instance.history;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;

/** Where work is done that is too long for an event loop. */
record Workers(Vertx vertx) {
  /** Runs something. The future completes on the caller's context; it fails if Vert.x is closed. */
  <T> Future<T> run(Callable<T> work) {
    return Future.succeededFuture().compose(now -> vertx.executeBlocking(work, false));
  }

  /** The caller's context; one that is made if the caller has none. */
  Context context() {
    return vertx.getOrCreateContext();
  }
}
