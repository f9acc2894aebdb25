package dev.couchgrass.store.kv.write;

import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;

/** A mutation that waits for its commit, and whoever waits for its answer. */
final class Pending<T> {
  private final Mutation<T> mutation;
  private final int weight;
  private final Promise<T> promise = Promise.promise();
  private final Optional<Context> caller = Optional.ofNullable(Vertx.currentContext());
  private Outcome<T> outcome = new Refused<>(StoreException.databaseMissing());

  private sealed interface Outcome<T> {}

  private record Applied<T>(T answer) implements Outcome<T> {}

  private record Refused<T>(StoreException refusal) implements Outcome<T> {}

  Pending(Mutation<T> mutation, int weight) {
    this.mutation = mutation;
    this.weight = weight;
  }

  int weight() {
    return weight;
  }

  Future<T> future() {
    return promise.future();
  }

  void apply(Transaction transaction) {
    try {
      outcome = new Applied<>(mutation.apply(transaction));
    } catch (StoreException refusal) {
      outcome = new Refused<>(refusal);
    }
  }

  /** Hands out the answer, or the refusal. */
  void complete() {
    if (outcome instanceof Applied<T> applied) {
      onCaller(() -> promise.complete(applied.answer()));
    } else {
      fail(((Refused<T>) outcome).refusal());
    }
  }

  void fail(StoreException failure) {
    onCaller(() -> promise.fail(failure));
  }

  private void onCaller(Runnable completion) {
    if (caller.isEmpty() || caller.get() == Vertx.currentContext()) {
      completion.run();
    } else {
      caller.get().runOnContext(ignored -> completion.run());
    }
  }
}
