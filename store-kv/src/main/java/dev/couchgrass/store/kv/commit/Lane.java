package dev.couchgrass.store.kv.commit;

import io.vertx.core.Future;
import java.util.concurrent.Callable;

/** Where calls run: by themselves, or one after the other in a transaction. */
public interface Lane {
  /**
   * Runs a call. The future completes on the caller's context.
   *
   * @param weight how many look-ups it makes, roughly
   */
  <T> Future<T> run(long weight, Callable<T> call);
}
