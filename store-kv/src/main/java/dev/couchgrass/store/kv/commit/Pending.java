package dev.couchgrass.store.kv.commit;

import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Caller;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;

/** A mutation that waits for its commit, and whoever waits for its answer. */
class Pending<U extends UnitOfWork, T> {
  private final Mutation<U, T> mutation;
  private final long weight;
  private final Promise<T> promise = Promise.promise();
  private final Caller caller = Caller.current();
  private Runnable ifFailed = () -> {};
  private Runnable ifDone = () -> {};
  private boolean alone;
  private Outcome<T> outcome = new Refused<>(StoreException.databaseMissing());

  private sealed interface Outcome<T> {}

  private record Applied<T>(T answer) implements Outcome<T> {}

  private record Refused<T>(StoreException refusal) implements Outcome<T> {}

  Pending(Mutation<U, T> mutation, long weight) {
    this.mutation = mutation;
    this.weight = Math.max(1, weight);
  }

  long weight() {
    return weight;
  }

  /** Whether this must not share a commit. */
  boolean isAlone() {
    return alone;
  }

  void setAlone() {
    alone = true;
  }

  /** What to do at once if the mutation fails, before the caller hears of it. */
  void ifFailed(Runnable undo) {
    ifFailed = undo;
  }

  /** What to do at once when the mutation is committed, before the caller hears of it. */
  void ifDone(Runnable follow) {
    ifDone = follow;
  }

  /**
   * What this does instead of being applied, if it is such: completes, never failed, at its end.
   */
  Optional<Future<Void>> alone() {
    return Optional.empty();
  }

  Future<T> future() {
    return promise.future();
  }

  void apply(U unit) {
    try {
      outcome = new Applied<>(mutation.apply(unit));
    } catch (StoreException refusal) {
      outcome = new Refused<>(refusal);
    }
  }

  /** Hands out the answer, or the refusal. */
  void complete() {
    if (outcome instanceof Applied<T> applied) {
      ifDone.run();
      caller.run(() -> promise.complete(applied.answer()));
    } else {
      fail(((Refused<T>) outcome).refusal());
    }
  }

  /** Hands out an answer that no unit of work gave. */
  void complete(T answer) {
    caller.run(() -> promise.complete(answer));
  }

  void fail(StoreException failure) {
    ifFailed.run();
    caller.run(() -> promise.fail(failure));
  }
}
