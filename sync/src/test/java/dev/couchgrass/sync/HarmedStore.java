package dev.couchgrass.sync;

import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Random;
import java.util.function.Supplier;

/** A database beyond a bad network: calls fail before they are made, or their answers are lost. */
final class HarmedStore {
  private final Vertx vertx;
  private final DocumentStore store;
  private final Random random;
  private final int percent;
  private int left;

  /**
   * One of these.
   *
   * @param percent of the calls are harmed
   * @param calls so many are let through; after them every one fails
   */
  HarmedStore(Vertx vertx, DocumentStore store, Random random, int percent, int calls) {
    this.vertx = vertx;
    this.store = store;
    this.random = random;
    this.percent = percent;
    this.left = calls;
  }

  DocumentStore proxy() {
    return InterceptedStore.of(store, (method, call) -> harmed(call));
  }

  private Future<?> harmed(Supplier<Future<?>> call) {
    if (--left < 0) {
      return failure();
    }
    int fate = random.nextInt(100);
    if (fate < percent / 2) {
      return failure();
    }
    Future<?> answer = call.get();
    if (fate < percent) {
      return answer.transform(lost -> failure());
    }
    return fate < 60 ? answer : answer.compose(this::later);
  }

  private <T> Future<T> later(T answer) {
    return vertx.timer(1 + random.nextInt(3)).map(answer);
  }

  private static Future<Object> failure() {
    return Future.failedFuture(new StoreException(ErrorCode.STORE_FAILED, "The line is dead"));
  }
}
