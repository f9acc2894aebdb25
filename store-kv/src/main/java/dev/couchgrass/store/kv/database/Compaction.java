package dev.couchgrass.store.kv.database;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.kv.commit.Writer;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.Space;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.kv.write.FreeObsoleteBodies;
import dev.couchgrass.store.kv.write.Transaction;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Frees what only old revisions hold: one bounded step after the other through the writer, so that
 * other writes go on in between. Costs what it frees.
 */
final class Compaction {
  /** How many bodies one step frees. */
  private static final int STEP = 500;

  private final Engine engine;
  private final Keys keys;
  private final Workers workers;
  private final Writer<Transaction> writer;
  private final Attachments attachments;
  private Optional<Future<Void>> running = Optional.empty();

  Compaction(
      Engine engine,
      Keys keys,
      Workers workers,
      Writer<Transaction> writer,
      Attachments attachments) {
    this.engine = engine;
    this.keys = keys;
    this.workers = workers;
    this.writer = writer;
    this.attachments = attachments;
  }

  synchronized boolean running() {
    return running.isPresent();
  }

  /** Starts, or joins what runs. */
  synchronized Future<Void> run() {
    if (running.isPresent()) {
      return running.get();
    }
    Future<Void> run = steps().andThen(done -> ended());
    if (!run.isComplete()) {
      running = Optional.of(run);
    }
    return run;
  }

  private synchronized void ended() {
    running = Optional.empty();
  }

  private Future<Void> steps() {
    AtomicLong from = new AtomicLong();
    return Repeat.whileTrue(() -> step(from)).compose(freed -> attachments.removeDropped());
  }

  /** Answers whether there may be more. */
  private Future<Boolean> step(AtomicLong from) {
    return workers
        .onWorker(() -> obsolete(from.get()))
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture(false);
              }
              from.set(found.keySet().stream().mapToLong(Long::longValue).max().orElseThrow() + 1);
              return writer
                  // Of full weight, however few: each may name many attachments, so never inline.
                  .submitUpkeep(new FreeObsoleteBodies(found), STEP)
                  .map(freed -> found.size() == STEP);
            });
  }

  private Map<Long, DocumentId> obsolete(long from) {
    Map<Long, DocumentId> found = new HashMap<>();
    try (Snapshot snapshot = engine.snapshot();
        Cursor cursor = snapshot.scan(keys.from(Space.OBSOLETE, from), Direction.FORWARD)) {
      while (found.size() < STEP && cursor.next()) {
        found.put(
            Keys.number(cursor.key()),
            new DocumentId(new String(cursor.value(), StandardCharsets.UTF_8)));
      }
    }
    return found;
  }
}
