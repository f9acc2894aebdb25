package dev.couchgrass.store.memory.kv;

import dev.couchgrass.conformance.instrument.EngineWrapper;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An engine that tells what is swept of logs, and lets steps of it wait, or fail. It stays open
 * when it is closed. A step is a commit that only deletes.
 */
final class SweptEngine extends EngineWrapper {
  private static final int SWEEPS = 0x1b;

  private record Held(Batch batch, Promise<Void> done) {}

  private final Map<Integer, Promise<Void>> swept = new HashMap<>();
  private Promise<Void> held = Promise.promise();
  private Promise<Void> failed = Promise.promise();
  private Optional<Held> waiting = Optional.empty();
  private int left = Integer.MAX_VALUE;
  private boolean failing;
  private int steps;
  private int passed;
  private int done;

  SweptEngine(Engine inner) {
    super(inner);
  }

  /** Lets so many more steps go, and then hold one; completes when it does. */
  Future<Void> holdAfter(int count) {
    return limit(count, false);
  }

  /** Lets so many more steps go, and then fail. */
  void failAfter(int count) {
    limit(count, true);
  }

  void letAll() {
    limit(Integer.MAX_VALUE, false);
  }

  private Future<Void> limit(int count, boolean fails) {
    Optional<Held> next = Optional.empty();
    Future<Void> then;
    synchronized (this) {
      left = count;
      failing = fails;
      held = Promise.promise();
      failed = Promise.promise();
      then = held.future();
      if (count > 0) {
        next = waiting;
        waiting = Optional.empty();
        left -= next.isPresent() ? 1 : 0;
      }
    }
    next.ifPresent(
        step -> {
          pass(step.batch()).onComplete(step.done());
        });
    return then;
  }

  /** Completes when a step is held. */
  synchronized Future<Void> held() {
    return held.future();
  }

  /** Completes when a step has failed. */
  synchronized Future<Void> failed() {
    return failed.future();
  }

  /** Completes when so many logs are swept. */
  synchronized Future<Void> swept(int logs) {
    Promise<Void> one = swept.computeIfAbsent(logs, none -> Promise.promise());
    if (done >= logs) {
      one.tryComplete();
    }
    return one.future();
  }

  /** How many steps were begun. */
  synchronized int steps() {
    return steps;
  }

  /** How many steps were committed. */
  synchronized int passed() {
    return passed;
  }

  private static boolean isStep(Batch batch) {
    return batch.changes().stream().allMatch(change -> change.value().isEmpty());
  }

  @Override
  public Future<Void> commit(Batch batch) {
    if (!isStep(batch)) {
      return super.commit(batch);
    }
    synchronized (this) {
      steps++;
      if (left == 0) {
        return stop(batch);
      }
      left--;
    }
    return pass(batch);
  }

  private Future<Void> stop(Batch batch) {
    if (failing) {
      failed.tryComplete();
      return Future.failedFuture(new IllegalStateException("The disk is full"));
    }
    Promise<Void> later = Promise.promise();
    waiting = Optional.of(new Held(batch, later));
    held.tryComplete();
    return later.future();
  }

  private Future<Void> pass(Batch batch) {
    boolean last = batch.changes().stream().anyMatch(change -> change.key()[4] == SWEEPS);
    return super.commit(batch).andThen(committed -> note(last));
  }

  private synchronized void note(boolean last) {
    passed++;
    if (last) {
      done++;
      swept.computeIfAbsent(done, none -> Promise.promise()).tryComplete();
    }
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
