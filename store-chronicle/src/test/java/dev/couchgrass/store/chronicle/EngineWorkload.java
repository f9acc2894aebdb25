package dev.couchgrass.store.chronicle;

import static dev.couchgrass.store.flow.Effects.onFailure;
import static dev.couchgrass.store.flow.Effects.onSuccess;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.disk.SimulatedDisk;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Snapshot;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A script of what an engine can go through: commits of many sizes, alone and together, folds,
 * growth of the index, new segments, compactions, flushes, closes and opens. The same seed does the
 * same, call by call, up to the first call that goes wrong; then it goes on as it can.
 */
final class EngineWorkload {
  final Journal journal;
  private final SimulatedDisk disk;
  private final SimulatedIndexes indexes;
  private final ChronicleOptions options;
  private final Random random;
  private final Random order;
  private SteppedThreads threads;
  private Optional<ChronicleEngine> engine = Optional.empty();
  private int rebuilds;

  /** Of the engine that is open. */
  private final List<Future<Void>> underWay = new ArrayList<>();

  private final ScriptedEvents events;
  private Future<Void> compaction = Future.succeededFuture();

  EngineWorkload(
      Journal journal,
      SimulatedDisk disk,
      SimulatedIndexes indexes,
      Durability durability,
      long seed) {
    this.journal = journal;
    this.disk = disk;
    this.indexes = indexes;
    options =
        ChronicleOptions.DEFAULTS
            .withDurability(durability)
            .withRecentBytes(4000)
            .withCacheBytes(8_000)
            .withSegmentBytes(64 * 1024);
    random = new Random(seed);
    order = new Random(seed + 1);
    threads = new SteppedThreads(order, disk::isOff);
    events = new ScriptedEvents(disk, indexes);
  }

  /** What the script went through up to now. */
  Set<ScriptedEvents.Event> seen() {
    return events.seen();
  }

  /** How often the index was rebuilt. */
  int rebuilds() {
    return rebuilds;
  }

  /** The whole script; ends early if the machine is off, or the store can't be opened. */
  void run(int steps) {
    boolean begun = openDespiteErrors(false);
    for (int step = 0; step < steps && begun && !disk.isOff(); step++) {
      for (int commits = 1 + random.nextInt(3); commits > 0; commits--) {
        commit(nextBatch());
      }
      int tasks = random.nextInt(3) == 0 ? Integer.MAX_VALUE : random.nextInt(8);
      begun = step(step, tasks);
    }
    if (begun && !disk.isOff()) {
      close();
    }
  }

  private boolean step(int step, int tasks) {
    if (step % 5 == 3) {
      threads.tick();
    }
    if (step % 9 == 5) {
      flush();
    }
    if (step % 12 == 7) {
      compaction = engine.orElseThrow().compact();
      underWay.add(compaction);
    }
    runTasks(tasks);
    if (step % 6 == 4) {
      runTasks(Integer.MAX_VALUE);
      if (!disk.isOff()) {
        assertTrue(compaction.isComplete(), "The compaction came to an end");
        read();
      }
    }
    if (step % 14 == 13 && !disk.isOff()) {
      boolean reopened = close() && openDespiteErrors(false);
      if (reopened) {
        events.add(ScriptedEvents.Event.REOPENED);
      }
      return reopened || (!disk.isOff() && openDespiteErrors(false));
    }
    return true;
  }

  private void runTasks(int tasks) {
    boolean requested = !compaction.isComplete();
    threads.run(tasks);
    events.note(requested);
  }

  /** Opens what is there, and looks at all of it. False if the machine is off. */
  private boolean openDespiteErrors(boolean powerWasCut) {
    for (int attempt = 0; attempt < 3 && !disk.isOff(); attempt++) {
      try {
        open(powerWasCut);
        return true;
      } catch (IOException | UncheckedIOException e) {
        // One call fails, or there is no space, which this script does not wait for.
        engine = Optional.empty();
      } catch (RuntimeException e) {
        if (!disk.isOff()) {
          throw e;
        }
      }
    }
    return false;
  }

  /** Opens the store, and checks it against the journal. */
  void open(boolean powerWasCut) throws IOException {
    threads = new SteppedThreads(order, disk::isOff);
    OpenListener listener =
        new OpenListener() {
          @Override
          public void rebuilds(String reason) {
            rebuilds++;
          }

          @Override
          public void replayed(long commit, long last) {}
        };
    ChronicleEngine opened =
        ChronicleEngine.open(disk, indexes, () -> {}, options, listener, () -> threads);
    engine = Optional.of(opened);
    events.skip();
    try (Snapshot snapshot = opened.snapshot()) {
      journal.requireRecovered(snapshot, powerWasCut);
    }
  }

  /** What is visible is what was acknowledged; a read that fails is tried again. */
  private void read() {
    try (Snapshot snapshot = engine.orElseThrow().snapshot()) {
      try {
        journal.requireVisible(snapshot);
      } catch (UncheckedIOException e) {
        journal.requireVisible(snapshot);
      }
    } catch (RuntimeException e) {
      if (!disk.isOff()) {
        throw e;
      }
    }
  }

  private Future<Void> commit(Batch batch) {
    int number = journal.next();
    journal.handedIn(batch);
    boolean safe = options.durability() == Durability.COMMIT;
    Future<Void> committed = engine.orElseThrow().commit(batch);
    underWay.add(committed);
    return committed
        .andThen(onSuccess(done -> journal.acknowledged(number, safe)))
        .andThen(onFailure(cause -> failed(number, cause)));
  }

  private void failed(int number, Throwable cause) {
    if (!disk.isOff()) {
      journal.failed(number, cause);
    }
  }

  /** Commits some batches, each on its own. */
  void commitAll(int batches) {
    for (int i = 0; i < batches; i++) {
      Future<Void> committed = commit(nextBatch());
      threads.runAll();
      assertTrue(committed.succeeded(), "A commit");
    }
  }

  private void flush() {
    Runnable safe = journal.safeThen();
    engine.orElseThrow().flush().onSuccess(done -> safe.run());
  }

  /** Closes the store, and answers whether that went well. */
  boolean close() {
    Future<Void> closed = engine.orElseThrow().close();
    engine = Optional.empty();
    threads.runAll();
    if (disk.isOff()) {
      return false;
    }
    assertTrue(closed.isComplete(), "The close came to an end");
    assertTrue(underWay.stream().allMatch(Future::isComplete), "And with it all else");
    underWay.clear();
    if (closed.succeeded()) {
      journal.safeThen().run();
    }
    return closed.succeeded();
  }

  /** Reads everything that is visible. */
  void readAll() {
    try (Snapshot snapshot = engine.orElseThrow().snapshot()) {
      journal.requireVisible(snapshot);
    }
  }

  /** Goes on with a store that was opened: all works as ever. */
  void goOn() throws IOException {
    commitAll(3);
    Future<Void> compacted = engine.orElseThrow().compact();
    threads.runAll();
    assertTrue(compacted.succeeded(), () -> "Compactions go on: " + compacted.cause());
    read();
    assertTrue(close(), "A close");
    int before = rebuilds;
    open(false);
    assertTrue(rebuilds == before, "A clean index is believed");
    assertTrue(close(), "Another close");
  }

  private Batch nextBatch() {
    Batch.Builder batch = Batch.builder().put(Journal.mark(journal.next()), new byte[0]);
    int changes = random.nextInt(12);
    for (int i = 0; i < changes; i++) {
      byte[] key = ("key" + random.nextInt(120)).getBytes(ISO_8859_1);
      if (random.nextInt(4) == 0) {
        batch.delete(key);
      } else {
        batch.put(key, nextValue());
      }
    }
    return batch.build();
  }

  private byte[] nextValue() {
    int kind = random.nextInt(30);
    byte[] value = new byte[kind == 0 ? 0 : kind == 1 ? 20_000 : kind < 6 ? 1000 : 90];
    random.nextBytes(value);
    return value;
  }
}
