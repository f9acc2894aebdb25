package dev.couchgrass.store.kv.database;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.kv.commit.Writer;
import dev.couchgrass.store.kv.layout.BlobRecord;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.Space;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.kv.write.RemovePieces;
import dev.couchgrass.store.kv.write.Transaction;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Removes the pieces of dropped attachments in the background, in the order in which they were
 * dropped: one bounded step after the other through the writer, so that other writes go on in
 * between. What a crash interrupts goes on when the database is opened next.
 */
final class Drain {
  /** How many pieces one step removes: 32 MiB of an attachment. */
  private static final int STEP = 512;

  private final Engine engine;
  private final Keys keys;
  private final Workers workers;
  private final Writer<Transaction> writer;
  private Optional<Future<Void>> running = Optional.empty();
  private boolean again;

  Drain(Engine engine, Keys keys, Workers workers, Writer<Transaction> writer) {
    this.engine = engine;
    this.keys = keys;
    this.workers = workers;
    this.writer = writer;
  }

  /**
   * Starts or, if it runs, lets it look once more at its end. Completes when nothing is left of
   * what was dropped before. If it fails it rests until the next call: a failing engine is not
   * asked again and again.
   */
  synchronized Future<Void> run() {
    again = true;
    if (running.isPresent()) {
      return running.get();
    }
    Future<Void> run = Repeat.whileTrue(this::step).andThen(onFailure(failure -> rest()));
    if (!run.isComplete()) {
      running = Optional.of(run);
    }
    return run;
  }

  private synchronized void rest() {
    running = Optional.empty();
  }

  /** Answers whether there may be more. */
  private Future<Boolean> step() {
    synchronized (this) {
      again = false; // What is dropped from here on may not be seen below, and asks again.
    }
    return workers
        .onWorker(this::oldest)
        .compose(
            dropped ->
                dropped.isEmpty()
                    ? Future.succeededFuture(goesOn())
                    : writer
                        .submitUpkeep(new RemovePieces(dropped, STEP), STEP)
                        .map(removed -> true));
  }

  /** In one go with the decision to end: no call may come between, and join what does nothing. */
  private synchronized boolean goesOn() {
    if (!again) {
      running = Optional.empty();
    }
    return again;
  }

  /** What was dropped first, as much as a step removes. */
  private SortedMap<Long, BlobRecord> oldest() {
    SortedMap<Long, BlobRecord> found = new TreeMap<>();
    int pieces = 0;
    try (Snapshot snapshot = engine.snapshot();
        Cursor cursor = snapshot.scan(keys.all(Space.DROPPED), Direction.FORWARD)) {
      while (pieces < STEP && cursor.next()) {
        BlobRecord blob = BlobRecord.decode(cursor.value());
        found.put(Keys.number(cursor.key()), blob);
        pieces += blob.pieces();
      }
    }
    return found;
  }
}
