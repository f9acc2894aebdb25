package dev.couchgrass.store.kv.write;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.layout.Keys;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/** Makes one commit of a group of mutations. One at a time. */
final class GroupCommit {
  private final Engine engine;
  private final Keys keys;
  private final CommitListener listener;
  private final Consumer<List<Pending<?>>> putBack;

  private record Prepared(Transaction transaction, Batch batch, long before) {}

  /**
   * @param putBack takes a group of which one harms the others: each is to be tried alone
   */
  GroupCommit(
      Engine engine, Keys keys, CommitListener listener, Consumer<List<Pending<?>>> putBack) {
    this.engine = engine;
    this.keys = keys;
    this.listener = listener;
    this.putBack = putBack;
  }

  /** The future completes, never failed, when all of the group's have, or it was put back. */
  Future<Void> commit(List<Pending<?>> group) {
    Prepared prepared;
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
            committed(prepared);
            group.forEach(Pending::complete);
          }
          return Future.succeededFuture();
        });
  }

  private Prepared prepare(List<Pending<?>> group) {
    try (Snapshot snapshot = engine.snapshot()) {
      Transaction transaction = new Transaction(snapshot, keys, engine.capabilities());
      long before = transaction.updateSequence();
      group.forEach(pending -> pending.apply(transaction));
      Batch batch = transaction.batch();
      engine.capabilities().requireFit(batch);
      return new Prepared(transaction, batch, before);
    }
  }

  private void committed(Prepared prepared) {
    Transaction transaction = prepared.transaction();
    transaction.committed();
    if (transaction.updateSequence() != prepared.before()) {
      listener.changed().accept(transaction.updateSequence());
    }
    if (transaction.dropped()) {
      listener.dropped().run();
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
  private void failed(List<Pending<?>> group, String message, Throwable cause) {
    if (group.size() > 1) {
      putBack.accept(group);
    } else {
      fail(group, message, cause);
    }
  }

  /** What the engine has words for itself is told in these. */
  private static void fail(List<Pending<?>> group, String message, Throwable cause) {
    StoreException failure =
        cause instanceof StoreException told && told.code() == ErrorCode.STORE_FAILED
            ? told
            : StoreException.failed(message, cause);
    group.forEach(pending -> pending.fail(failure));
  }
}
