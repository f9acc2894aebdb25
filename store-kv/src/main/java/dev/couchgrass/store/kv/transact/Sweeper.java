package dev.couchgrass.store.kv.transact;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.layout.Catalogue;
import dev.couchgrass.store.kv.log.Sweep;
import dev.couchgrass.store.kv.work.Workers;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is left of operations that were pruned or forgotten, in the background: in bounded
 * steps between the transactions, of which none waits longer than for one step. What a crash or a
 * failure interrupts goes on with the next removal, or when the storage is opened next.
 */
public final class Sweeper {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private final Engine engine;
  private final Workers workers;
  private final Transactions transactions;
  private boolean running;
  private boolean again;
  private boolean stopped;
  private boolean told;

  public Sweeper(Engine engine, Workers workers, Transactions transactions) {
    this.engine = engine;
    this.workers = workers;
    this.transactions = transactions;
  }

  /** Begins if something was left when the storage was closed, or a crash came. */
  public Future<Void> resume() {
    return workers
        .read(this::isDue)
        .andThen(
            onSuccess(
                due -> {
                  if (due) {
                    start();
                  }
                }))
        .mapEmpty();
  }

  private boolean isDue() {
    try (Snapshot newest = engine.snapshot()) {
      return newest
          .get(Catalogue.logs())
          .filter(number -> Sweep.isDue(newest, Catalogue.decode(number)))
          .isPresent();
    }
  }

  /** Sweeps until nothing is left; if that is under way, looks once more at its end. */
  public synchronized void start() {
    again = true;
    if (!running && !stopped) {
      running = true;
      transactions.between(this::step);
    }
  }

  /** Starts no step any more; the one under way ends before the transactions are closed. */
  public synchronized void stop() {
    stopped = true;
  }

  private synchronized boolean isStopped() {
    again = false; // What is left from here on is not seen below, and asks again.
    return stopped;
  }

  private Future<Void> step() {
    return isStopped()
        ? Future.succeededFuture()
        : workers.onWorker(this::nextStep).compose(this::commit).transform(this::ended);
  }

  private Batch nextStep() {
    try (Snapshot newest = engine.snapshot()) {
      return newest
          .get(Catalogue.logs())
          .map(number -> Sweep.step(newest, Catalogue.decode(number)))
          .orElseGet(() -> Batch.builder().build());
    }
  }

  /** Answers whether there was anything to be swept. */
  private Future<Boolean> commit(Batch batch) {
    return batch.isEmpty() ? Future.succeededFuture(false) : engine.commit(batch).map(true);
  }

  /** A failing engine is not asked again and again: the next removal or opening will. */
  private synchronized Future<Void> ended(AsyncResult<Boolean> step) {
    running = false;
    if (step.failed()) {
      if (!told) {
        LOG.warn("What is left of removed operations can't be swept, and waits", step.cause());
      }
      told = true;
    } else {
      told = false;
      if (again || step.result()) {
        start();
      }
    }
    return Future.succeededFuture();
  }
}
