package dev.couchgrass.acceptance.instance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.acceptance.ChildJvm;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.Instance;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.sync.InstanceSync;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process on disk that writes to a database and syncs it is killed at random moments: in the end
 * its peer has every entry that was acknowledged, since what was not sent is sent later.
 *
 * <p>{@code -Dinstance.kills=} says how many, {@code -Dinstance.seed=} repeats when.
 */
@Timeout(900)
class KilledSyncIT {
  private static final int KILLS = Integer.getInteger("instance.kills", 4);
  private static final long SEED = Long.getLong("instance.seed", new Random().nextInt(1_000_000));
  private static final int MOST_LINES = 80;
  private static final String KEY = "key ";

  @TempDir Path folder;

  private final Random random = new Random(SEED);
  private final Vertx vertx = Vertx.vertx();
  private final Set<Cid> acknowledged = new HashSet<>();
  private Storage storage;
  private Instance instance;
  private SignedDatabase notes;
  private String ticket;

  @BeforeEach
  void start() {
    storage = MemoryStorage.open(vertx).await();
    instance = Instance.open(vertx, storage, InstanceOptions.DEFAULTS).await();
    instance.createUser("home", Optional.empty()).await();
    User user = instance.loginUser("home", Optional.empty()).await();
    InstanceSync sync = instance.enableSync(SyncOptions.DEFAULTS).await();
    sync.listen("127.0.0.1", 0).await();
    notes = user.createDatabase(Doc.EMPTY).await();
    KeyGrant everybody = KeyGrant.of(new Permission.Write(1));
    notes.write(it -> it.editSettings(settings -> settings.grantAll(everybody))).await();
    ticket = sync.share(user, notes.id()).await().text();
  }

  @AfterEach
  void stop() {
    instance.close();
    storage.close().await();
    vertx.close().await();
  }

  @Test
  void whatWasAcknowledgedArrives() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      writeAndKill();
    }
    assertTrue(syncsOnceMore(), () -> "seed " + SEED + ": " + said());
    assertFalse(acknowledged.isEmpty(), () -> "seed " + SEED + ": " + said());
    Set<Cid> here =
        notes
            .entries(notes.snapshot().await())
            .await()
            .toList(Integer.MAX_VALUE - 1)
            .await()
            .stream()
            .map(StoredEntry::entry)
            .map(entry -> entry.id())
            .collect(Collectors.toSet());
    acknowledged.removeAll(here);
    assertEquals(Set.of(), acknowledged, "seed " + SEED);
    System.out.printf(
        "KilledSyncIT: %d kills, %d entries arrived, seed %d%n", KILLS, here.size(), SEED);
  }

  private Process child(boolean ends) throws IOException {
    return ChildJvm.start(
        folder.resolve("said").toFile(),
        List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        SyncsUntilKilled.class,
        folder.resolve("data").toString(),
        ticket,
        Boolean.toString(ends));
  }

  /** A key that all may write as: what it says is only who it is. */
  private void writeAndKill() throws Exception {
    Process child = child(false);
    try (BufferedReader out = child.inputReader(US_ASCII)) {
      int lines = 2 + random.nextInt(MOST_LINES);
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        // A line that was cut off tells of nothing.
        if (!line.startsWith(KEY) && line.length() == notes.id().toString().length()) {
          acknowledged.add(Cid.parse(line));
        }
        if (--lines == 0) {
          child.toHandle().destroyForcibly();
        }
      }
      child.waitFor();
    } finally {
      child.destroyForcibly();
    }
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean syncsOnceMore() throws Exception {
    Process child = child(true);
    try (BufferedReader out = child.inputReader(US_ASCII)) {
      String line = out.readLine();
      while (line != null && !line.equals(SyncsUntilKilled.ENDED)) {
        line = out.readLine();
      }
      return line != null;
    } finally {
      child.destroyForcibly();
    }
  }
}
