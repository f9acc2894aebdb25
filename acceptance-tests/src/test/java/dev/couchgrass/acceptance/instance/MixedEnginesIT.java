package dev.couchgrass.acceptance.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.Transaction;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.peer.Peer;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.user.SyncSettings;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.chronicle.ChronicleOptions;
import dev.couchgrass.store.chronicle.ChronicleStorage;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Machines in memory and on disk that write to one database, let in and throw out each other's
 * keys, and sync over a network that loses, doubles and delays what they say, while some end and
 * begin anew: once the network is whole, all show the same.
 *
 * <p>{@code -Dinstance.rounds=} says how many, {@code -Dinstance.seed=} repeats one.
 */
@Timeout(900)
class MixedEnginesIT {
  private static final int ROUNDS = Integer.getInteger("instance.rounds", 6);
  private static final Optional<Long> SEED = Optional.ofNullable(Long.getLong("instance.seed"));
  private static final int STEPS = 60;

  /** Of all with all: enough for what one has to reach any other, over any. */
  private static final int HEALING = 6;

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final List<Machine> machines = new ArrayList<>();

  @AfterEach
  void stop() {
    machines.forEach(Machine::close);
    vertx.close().await();
  }

  @Test
  void allShowTheSame() {
    for (int round = 0; round < (SEED.isPresent() ? 1 : ROUNDS); round++) {
      long seed = SEED.orElseGet(() -> new Random().nextLong());
      try {
        run(seed, folder.resolve("round" + round));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("-Dinstance.seed=" + seed, e);
      }
    }
  }

  private void run(long seed, Path place) {
    Random random = new Random(seed);
    LossyNetwork network = new LossyNetwork(seed);
    machines.add(new Machine(vertx, network, "memory", this::memory, true));
    machines.add(new Machine(vertx, network, "disk", () -> disk(place.resolve("a")), false));
    machines.add(new Machine(vertx, network, "other", () -> disk(place.resolve("b")), false));
    Cid database = share();
    for (int step = 0; step < STEPS; step++) {
      step(random, database);
    }
    network.heal();
    heal(database);
    Set<String> views = new HashSet<>();
    machines.forEach(machine -> views.add(machine.view(database)));
    assertEquals(1, views.size(), () -> String.join("\n\n", views));
    machines.forEach(Machine::close);
    machines.clear();
  }

  private Storage memory() {
    return MemoryStorage.open(vertx).await();
  }

  private Storage disk(Path place) {
    return ChronicleStorage.open(
            vertx, place, ChronicleOptions.DEFAULTS, KvOptions.DEFAULTS, OpenListener.NONE)
        .await();
  }

  /** A database of the first machine's user, in which the others have a say, and all as peers. */
  private Cid share() {
    Machine first = machines.get(0);
    Cid database = first.user().createDatabase(Doc.of("name", Value.of("notes"))).await().id();
    // Or whoever is thrown out would not get what all are to show.
    KeyGrant reads = KeyGrant.of(new Permission.Read());
    first.open(database).write(it -> it.editSettings(settings -> settings.grantAll(reads))).await();
    for (int i = 1; i < machines.size(); i++) {
      Permission permission = i == 1 ? new Permission.Admin(1) : new Permission.Write(2);
      KeyGrant grant = KeyGrant.of(permission);
      PublicKey key = machines.get(i).key();
      first
          .open(database)
          .write(it -> it.editSettings(settings -> settings.grant(key, grant)))
          .await();
    }
    for (Machine machine : machines) {
      // By hand, since the network loses what it is asked for.
      SyncSettings byHand = new SyncSettings(true, false, Optional.empty());
      machine.user().track(database, machine.key(), byHand).await();
      for (Machine other : machines) {
        if (machine != other) {
          Peer peer =
              machine.sync().addPeer(other.instance().id(), other.sync().addresses()).await();
          machine.sync().link(database, peer.key()).await();
        }
      }
    }
    return database;
  }

  private void step(Random random, Cid database) {
    Machine machine = machines.get(random.nextInt(machines.size()));
    switch (random.nextInt(12)) {
      case 0 -> machine.restart();
      case 1 -> {
        PublicKey key = machines.get(random.nextInt(machines.size())).key();
        attempt(machine, database, it -> it.editSettings(settings -> settings.revoke(key)));
      }
      case 2 -> {
        PublicKey key = machines.get(random.nextInt(machines.size())).key();
        KeyGrant grant = KeyGrant.of(new Permission.Write(random.nextInt(9)));
        attempt(machine, database, it -> it.editSettings(settings -> settings.grant(key, grant)));
      }
      case 3, 4, 5, 6 -> sync(machine, database);
      default -> {
        String member = "n" + random.nextInt(5);
        int value = random.nextInt();
        attempt(
            machine,
            database,
            it -> it.edit(DocStore.TYPE, "notes", notes -> notes.set(member, Value.of(value))));
      }
    }
  }

  /** What the settings there do not allow, or is not there yet, is not done. */
  private static void attempt(
      Machine machine, Cid database, Function<Transaction, Future<Transaction>> work) {
    try {
      machine.open(database).write(work).await();
    } catch (InstanceException | java.util.NoSuchElementException refused) {
      // That is what is tried.
    }
  }

  /** What the network lost is tried again, here when it is asked for again. */
  private static void sync(Machine machine, Cid database) {
    machine.sync().sync(database).otherwiseEmpty().await();
  }

  private void heal(Cid database) {
    for (int round = 0; round < HEALING; round++) {
      machines.forEach(machine -> sync(machine, database));
    }
  }
}
