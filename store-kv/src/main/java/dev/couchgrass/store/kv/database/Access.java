package dev.couchgrass.store.kv.database;

import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.read.Sequences;
import dev.couchgrass.store.kv.read.View;
import dev.couchgrass.store.kv.work.Workers;
import io.vertx.core.Future;
import java.util.function.Function;

/** Lets reads into a database, each to a view of its own, as long as the database is there. */
final class Access {
  private final Engine engine;
  private final Keys keys;
  private final Sequences sequences;
  private final Workers workers;
  private volatile Lifecycle lifecycle = Lifecycle.OPEN;

  /** Whether the database is there. */
  enum Lifecycle {
    OPEN,
    DELETED,
    CLOSED
  }

  Access(Engine engine, Keys keys, Sequences sequences, Workers workers) {
    this.engine = engine;
    this.keys = keys;
    this.sequences = sequences;
    this.workers = workers;
  }

  void end(Lifecycle how) {
    lifecycle = how;
  }

  boolean closed() {
    return lifecycle == Lifecycle.CLOSED;
  }

  /**
   * Whether the database is gone.
   *
   * @throws IllegalStateException if the storage is closed
   */
  boolean deleted() {
    if (lifecycle == Lifecycle.CLOSED) {
      throw new IllegalStateException("The storage is closed");
    }
    return lifecycle == Lifecycle.DELETED;
  }

  /** A view of the database, which is not being cleaned away: that begins once it is deleted. */
  private View view() {
    View view = new View(engine.snapshot(), keys, sequences);
    if (lifecycle == Lifecycle.DELETED) {
      view.close();
      throw StoreException.databaseMissing();
    }
    return view;
  }

  /** The database as somebody else's snapshot has it. */
  View of(Snapshot snapshot) {
    return new View(snapshot, keys, sequences);
  }

  /** Reads from a view that is closed afterwards. */
  <T> Future<T> read(long weight, Function<View, T> read) {
    if (deleted()) {
      return Future.failedFuture(StoreException.databaseMissing());
    }
    return workers.read(
        weight,
        () -> {
          try (View view = view()) {
            return read.apply(view);
          }
        });
  }

  /** Starts something that reads on, and closes the view itself. */
  <T> Future<T> open(long weight, Function<View, T> opening) {
    if (deleted()) {
      return Future.failedFuture(StoreException.databaseMissing());
    }
    return workers.read(
        weight,
        () -> {
          View view = view();
          try {
            return opening.apply(view);
          } catch (RuntimeException | Error e) {
            view.close();
            throw e;
          }
        });
  }
}
