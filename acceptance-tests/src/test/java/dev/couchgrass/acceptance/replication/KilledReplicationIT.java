package dev.couchgrass.acceptance.replication;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.acceptance.ChildJvm;
import dev.couchgrass.acceptance.Packaged;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.sync.Endpoint;
import dev.couchgrass.sync.Replicator;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.result.ReplicationCounts;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that replicate from a folder to another and are killed at random moments, again and
 * again over the same two: no note is ahead of what the target holds, what is repeated is what was
 * not noted yet, and in the end both are equal.
 *
 * <p>{@code -Dreplication.kills=} says how many, {@code -Dreplication.seed=} repeats what is
 * written and when, counted from its first line, a process is killed.
 */
@Timeout(1800)
class KilledReplicationIT {
  private static final int KILLS = Integer.getInteger("replication.kills", 20);
  private static final long SEED =
      Long.getLong("replication.seed", new Random().nextInt(1_000_000));
  private static final int REVISIONS = 600;
  private static final int EARLY_MICROS = 900_000;
  private static final int LATE_MICROS = 20_000;

  /** More than a process mostly tells. */
  private static final int MOST_LINES = 80;

  /** Branches of a document: a change lists up to so many revisions. */
  private static final int LEAVES = 3;

  @TempDir Path folder;

  private final Random random = new Random(SEED);
  private final Vertx vertx = Vertx.vertx();
  private int whileOpening;
  private int afterTheEnd;
  private int notes;
  private long repeated;
  private long mostRepeated;

  /**
   * What was there beyond the notes when the last process began, also of documents that changed
   * since: it need not have come past it.
   */
  private long alreadyThere;

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void whatIsKilledGoesOn() throws Exception {
    System.out.printf("KilledReplicationIT: %d kills, seed %d%n", KILLS, SEED);
    long begun = System.nanoTime();
    fill();
    Process next = start();
    try {
      for (int kill = 0; kill < KILLS; kill++) {
        Process child = next;
        next = start();
        inspect(replicateAndKill(child));
      }
    } finally {
      next.destroyForcibly();
    }
    finish();
    System.out.printf(
        "KilledReplicationIT: %d kills (%d while folders were opened, %d after the end), %d notes,"
            + " %d revisions read again, at most %d at once, %d s, seed %d%n",
        KILLS,
        whileOpening,
        afterTheEnd,
        notes,
        repeated,
        mostRepeated,
        (System.nanoTime() - begun) / 1_000_000_000,
        SEED);
  }

  /** The same of the command, whose notes are seconds apart: nothing is promised that is not. */
  @Test
  void theCommandThatIsKilledGoesOn() throws Exception {
    fill();
    int kills = Math.max(2, KILLS / 5);
    for (int kill = 0; kill < kills; kill++) {
      List<String> command = Packaged.command("-XX:TieredStopAtLevel=1");
      command.addAll(List.of("replicate", side("source"), side("target")));
      Process child =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("said").toFile())
              .start();
      pause(300_000 + random.nextInt(2_000_000));
      child.destroyForcibly().waitFor();
      inspect(new Journal());
    }
    finish();
    System.out.printf("KilledReplicationIT: the command, %d kills, seed %d%n", kills, SEED);
  }

  private String side(String name) {
    return "file:" + folder.resolve(name) + "/" + ReplicatesUntilKilled.NAME;
  }

  private void fill() {
    Storage storage = await(ReplicatesUntilKilled.open(vertx, folder.resolve("source")));
    Contents.fill(await(storage.openOrCreate(ReplicatesUntilKilled.NAME)), random, 2 * REVISIONS);
    await(storage.close());
  }

  private Process start() throws IOException {
    return ChildJvm.start(
        folder.resolve("said").toFile(),
        List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        ReplicatesUntilKilled.class,
        folder.resolve("source").toString(),
        folder.resolve("target").toString());
  }

  /**
   * Kills it after so many lines that it told, and a little later, so that a slow machine is no
   * more merciful; or while it opens the folders.
   */
  private Journal replicateAndKill(Process child) throws Exception {
    boolean early = random.nextInt(6) == 0;
    int micros = random.nextInt(early ? EARLY_MICROS : LATE_MICROS);
    int lines = 1 + random.nextInt(MOST_LINES);
    Journal journal = new Journal();
    try (BufferedReader out = child.inputReader(US_ASCII);
        OutputStream in = child.getOutputStream()) {
      assertEquals("ready", out.readLine());
      in.write('\n');
      in.flush();
      if (early) {
        kill(child, micros);
      }
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        journal.add(line);
        lines--;
        if (lines == 0) {
          kill(child, micros);
        }
      }
      child.waitFor();
    } finally {
      child.destroyForcibly();
    }
    return journal;
  }

  private static void kill(Process child, int micros) {
    pause(micros);
    // Killing it by its handle leaves its output to be read.
    child.toHandle().destroyForcibly();
  }

  private static void pause(int micros) {
    long until = System.nanoTime() + micros * 1_000L;
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  /** Looks at both sides, and gives the source more to tell. */
  private void inspect(Journal journal) {
    Storage near = await(ReplicatesUntilKilled.open(vertx, folder.resolve("source")));
    Storage far = await(ReplicatesUntilKilled.open(vertx, folder.resolve("target")));
    DocumentStore source = await(near.open(ReplicatesUntilKilled.NAME));
    DocumentStore target = await(far.openOrCreate(ReplicatesUntilKilled.NAME));
    Notes.requireThere(source, target);
    if (journal.opened()) {
      requireLittleRepeated(journal, Notes.repeated(source, target));
    }
    whileOpening += journal.opened() ? 0 : 1;
    afterTheEnd += journal.done() ? 1 : 0;
    notes += journal.notes();
    Contents.fill(source, random, REVISIONS);
    alreadyThere = Notes.repeated(source, target);
    await(near.close());
    await(far.close());
  }

  private void requireLittleRepeated(Journal journal, long again) {
    long underWay = (long) ReplicatesUntilKilled.BATCH * ReplicatesUntilKilled.WORKERS;
    long most = journal.beyondLastNote() + alreadyThere + underWay * LEAVES;
    assertTrue(again <= most, () -> again + " revisions again, of " + most + ", seed " + SEED);
    repeated += again;
    mostRepeated = Math.max(mostRepeated, again);
  }

  private void finish() {
    Storage near = await(ReplicatesUntilKilled.open(vertx, folder.resolve("source")));
    Storage far = await(ReplicatesUntilKilled.open(vertx, folder.resolve("target")));
    DocumentStore source = await(near.open(ReplicatesUntilKilled.NAME));
    DocumentStore target = await(far.open(ReplicatesUntilKilled.NAME));
    run(source, target);
    Contents.assertEqual(Contents.of(source), Contents.of(target), "seed " + SEED);
    assertEquals(ReplicationCounts.ZERO, run(source, target), "seed " + SEED);
    await(near.close());
    await(far.close());
  }

  private ReplicationCounts run(DocumentStore source, DocumentStore target) {
    return await(
            new Replicator(vertx)
                .start(
                    await(Endpoint.of(source)),
                    await(Endpoint.of(target)),
                    ReplicationOptions.DEFAULTS)
                .result())
        .counts();
  }
}
