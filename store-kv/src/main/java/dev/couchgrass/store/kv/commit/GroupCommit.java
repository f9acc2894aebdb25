package dev.couchgrass.store.kv.commit;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/** Makes one commit of a group of mutations. One at a time. */
final class GroupCommit<U extends UnitOfWork> {
  private final Engine engine;
  private final UnitOfWork.Factory<U> units;
  private final Consumer<List<Pending<U, ?>>> putBack;

  private record Prepared<U>(U unit, Batch batch) {}

  /**
   * @param putBack takes a group of which one harms the others: each is to be tried alone
   */
  GroupCommit(Engine engine, UnitOfWork.Factory<U> units, Consumer<List<Pending<U, ?>>> putBack) {
    this.engine = engine;
    this.units = units;
    this.putBack = putBack;
  }

  /** The future completes, never failed, when all of the group's have, or it was put back. */
  Future<Void> commit(List<Pending<U, ?>> group) {
    Prepared<U> prepared;
    try {
      prepared = prepare(group);
    } catch (RuntimeException | Error e) {
      failed(group, "The write could not be prepared", e);
      return Future.succeededFuture();
    }
    Future<Void> commit =
        prepared.batch().isEmpty() ? Future.succeededFuture() : commit(prepared.batch());
    return commit.transform(
        done -> {
          if (done.failed()) {
            fail(group, "The write could not be committed", done.cause());
          } else {
            prepared.unit().committed();
            group.forEach(Pending::complete);
          }
          return Future.succeededFuture();
        });
  }

  private Prepared<U> prepare(List<Pending<U, ?>> group) {
    try (Snapshot snapshot = engine.snapshot()) {
      U unit = units.begin(snapshot);
      group.forEach(pending -> pending.apply(unit));
      Batch batch = unit.batch();
      engine.capabilities().requireFit(batch);
      return new Prepared<>(unit, batch);
    }
  }

  private Future<Void> commit(Batch batch) {
    try {
      return engine.commit(batch);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /** One mutation that breaks must not take the others of its group with it. */
  private void failed(List<Pending<U, ?>> group, String message, Throwable cause) {
    if (group.size() > 1) {
      putBack.accept(group);
    } else {
      fail(group, message, cause);
    }
  }

  /** What the engine has words for itself is told in these. */
  private static void fail(List<? extends Pending<?, ?>> group, String message, Throwable cause) {
    StoreException failure =
        cause instanceof StoreException told && told.code() == ErrorCode.STORE_FAILED
            ? told
            : StoreException.failed(message, cause);
    group.forEach(pending -> pending.fail(failure));
  }
}
