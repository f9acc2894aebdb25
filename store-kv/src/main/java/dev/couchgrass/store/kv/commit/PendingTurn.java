package dev.couchgrass.store.kv.commit;

import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;

/** A turn that waits until those before it are written. Never shares a commit. */
final class PendingTurn<U extends UnitOfWork> extends Pending<U, Turn<U>> {
  private final Engine engine;
  private final UnitOfWork.Factory<U> units;
  private final Promise<Void> ended = Promise.promise();

  PendingTurn(Engine engine, UnitOfWork.Factory<U> units) {
    super(
        unit -> {
          throw new IllegalStateException("A turn is begun, not applied");
        },
        1);
    this.engine = engine;
    this.units = units;
    setAlone();
  }

  @Override
  Optional<Future<Void>> alone() {
    return Optional.of(begin());
  }

  /** Begins the turn; completes when it has ended. */
  private Future<Void> begin() {
    Snapshot newest;
    try {
      newest = engine.snapshot();
    } catch (RuntimeException e) {
      fail(StoreException.failed("The store could not be read", e));
      return Future.succeededFuture();
    }
    complete(new Turn<>(newest, units, ended::tryComplete));
    return ended.future();
  }
}
