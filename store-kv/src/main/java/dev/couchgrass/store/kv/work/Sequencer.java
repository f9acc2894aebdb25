package dev.couchgrass.store.kv.work;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** Runs asynchronous work one after the other, in the order in which it came. */
public final class Sequencer {
  private Future<?> last = Future.succeededFuture();

  /** Starts the work when all that came before has ended, well or not. */
  public <T> Future<T> run(Supplier<Future<? extends T>> work) {
    Promise<T> result = Promise.promise();
    Future<?> before;
    synchronized (this) {
      before = last;
      last = result.future();
    }
    before.onComplete(
        ended ->
            Future.succeededFuture()
                .compose(now -> work.get())
                .onSuccess(result::complete)
                .onFailure(result::fail));
    return result.future();
  }
}
