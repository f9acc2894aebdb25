package dev.couchgrass.acceptance.instance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.acceptance.ChildJvm;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.Instance;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.database.WriteSource;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An instance on disk whose process is killed at random moments, from its very first one on: it is
 * the same when it is opened again, every entry that was acknowledged is there, and what it shows
 * is what another replica shows that has the same entries in memory.
 *
 * <p>{@code -Dinstance.kills=} says how many, {@code -Dinstance.seed=} repeats when.
 */
@Timeout(900)
class KilledInstanceIT {
  private static final int KILLS = Integer.getInteger("instance.kills", 8);
  private static final long SEED = Long.getLong("instance.seed", new Random().nextInt(1_000_000));
  private static final int MOST_LINES = 60;
  private static final int EARLY_MILLIS = 1_500;

  @TempDir Path folder;

  private final Random random = new Random(SEED);
  private final Vertx vertx = Vertx.vertx();
  private final List<Cid> acknowledged = new ArrayList<>();
  private final List<String> databases = new ArrayList<>();

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void whatWasAcknowledgedIsThere() throws Exception {
    PublicKey id = null;
    for (int kill = 0; kill < KILLS; kill++) {
      writeAndKill();
      try (Folder opened = Folder.open(vertx, folder.resolve("data"))) {
        id = id == null ? opened.instance().id() : id;
        assertEquals(id, opened.instance().id(), "the instance is the same");
        check(opened);
      }
    }
    System.out.printf(
        "KilledInstanceIT: %d kills, %d entries acknowledged, seed %d%n",
        KILLS, acknowledged.size(), SEED);
  }

  private void writeAndKill() throws Exception {
    Process child = start();
    try (BufferedReader out = child.inputReader(US_ASCII)) {
      int lines = random.nextInt(MOST_LINES);
      if (lines < MOST_LINES / 6) {
        LockSupport.parkNanos(1_000_000L * random.nextInt(EARLY_MILLIS));
        child.toHandle().destroyForcibly();
      }
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        note(line);
        if (--lines == 0) {
          child.toHandle().destroyForcibly();
        }
      }
      child.waitFor();
    } finally {
      child.destroyForcibly();
    }
  }

  private Process start() throws IOException {
    return ChildJvm.start(
        folder.resolve("said").toFile(),
        List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        WritesUntilKilled.class,
        folder.resolve("data").toString());
  }

  /** A line that was cut off tells of nothing. */
  private void note(String line) {
    if (line.startsWith("opened ")) {
      databases.add(line.substring("opened ".length()));
    } else if (line.length() == databases.get(0).length()) {
      acknowledged.add(Cid.parse(line));
    }
  }

  private void check(Folder opened) {
    SignedDatabase notes = opened.notes();
    databases.add(notes.id().toString());
    assertEquals(
        1, databases.stream().distinct().limit(2).count(), () -> "One database, not " + databases);
    List<Entry> there = entries(notes);
    assertTrue(
        there.stream().map(Entry::id).collect(Collectors.toSet()).containsAll(acknowledged),
        "what was acknowledged is there");
    Storage memory = MemoryStorage.open(vertx).await();
    Instance other = Instance.open(vertx, memory, InstanceOptions.DEFAULTS).await();
    Received received = other.putEntries(notes.id(), there, WriteSource.REMOTE).await();
    assertEquals(there.size(), received.accepted().size(), received::toString);
    SignedDatabase copy = other.database(notes.id());
    assertEquals(notes.snapshot().await(), copy.snapshot().await());
    assertEquals(
        notes.read(DocStore.TYPE, Folder.NOTES).await().all(),
        copy.read(DocStore.TYPE, Folder.NOTES).await().all());
    other.close();
    memory.close().await();
  }

  private static List<Entry> entries(SignedDatabase database) {
    return database
        .entries(database.snapshot().await())
        .await()
        .toList(Integer.MAX_VALUE - 1)
        .await()
        .stream()
        .map(StoredEntry::entry)
        .toList();
  }
}
