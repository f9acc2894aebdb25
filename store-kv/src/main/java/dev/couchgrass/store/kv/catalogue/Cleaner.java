package dev.couchgrass.store.kv.catalogue;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.layout.Catalogue;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.work.Workers;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Removes what is left of deleted databases, in the background and in bounded steps. What a crash
 * interrupts goes on when the storage is opened next.
 */
public final class Cleaner {
  /** How many keys one step removes. */
  private static final int STEP = 2000;

  private final Engine engine;
  private final Workers workers;
  private Optional<Future<Void>> running = Optional.empty();
  private final Set<Integer> held = new HashSet<>();
  private boolean again;
  private boolean stopped;

  public Cleaner(Engine engine, Workers workers) {
    this.engine = engine;
    this.workers = workers;
  }

  /** Cleans until nothing is left; if that is under way, looks once more at its end. */
  public synchronized void start() {
    again = true;
    if (running.isEmpty() && !stopped) {
      Future<Void> run = workers.onWorker(this::nextStep).compose(this::commit);
      running = Optional.of(run);
      run.onComplete(done -> ended(done.succeeded()));
    }
  }

  /** Leaves a database alone whose deletion is under way: it may still be read. */
  public synchronized void hold(int database) {
    held.add(database);
  }

  /** Ends {@link #hold}: the database is no longer read, or was not deleted. */
  public synchronized void release(int database) {
    held.remove(database);
  }

  private synchronized boolean holds(int database) {
    return held.contains(database);
  }

  private synchronized void ended(boolean clean) {
    running = Optional.empty();
    // A failing engine is not asked again and again: the next deletion or opening will.
    if (again && clean) {
      start();
    }
  }

  /** Lets the step under way finish, and starts none any more. */
  public synchronized Future<Void> stop() {
    stopped = true;
    return running.map(run -> run.otherwiseEmpty()).orElse(Future.succeededFuture());
  }

  private Future<Void> commit(Batch batch) {
    return batch.isEmpty() ? Future.succeededFuture() : engine.commit(batch);
  }

  private Batch nextStep() {
    Batch.Builder batch = Batch.builder();
    synchronized (this) {
      again = false; // What is deleted from here on is not seen below, and asks again.
    }
    try (Snapshot snapshot = engine.snapshot();
        Cursor deleted = snapshot.scan(Catalogue.deleted(), Direction.FORWARD)) {
      boolean more = deleted.next();
      while (more && holds(Catalogue.deletedOf(deleted.key()))) {
        more = deleted.next();
      }
      if (more) {
        removeKeys(Catalogue.deletedOf(deleted.key()), snapshot, batch);
      }
      synchronized (this) {
        again |= more;
      }
    }
    return batch.build();
  }

  private static void removeKeys(int database, Snapshot snapshot, Batch.Builder batch) {
    int count = 0;
    try (Cursor cursor = snapshot.scan(new Keys(database).all(), Direction.FORWARD)) {
      while (count < STEP && cursor.next()) {
        batch.delete(cursor.key());
        count++;
      }
    }
    if (count < STEP) {
      batch.delete(Catalogue.deleted(database));
    }
  }
}
