package dev.couchgrass.instance.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.instrument.FaultyEngine;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.Instance;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The process ends while a user is made, at each of the moments at which something is written. */
class InterruptedUsersTest {
  private static final UserName NAME = new UserName("anna");
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("A future did not complete", e);
    }
  }

  @Test
  void whoIsMadeAgainOrLogsInHasAllAndNothingIsLeftBehind() {
    int moment = 0;
    while (failsAt(moment)) {
      moment++;
    }
    assertTrue(moment >= 2, "Only " + moment + " moments were tried");
  }

  /** Whether so much was written that it failed. */
  private static boolean failsAt(int moment) {
    FaultyEngine engine = new FaultyEngine(new MemoryEngine());
    Storage storage = await(KvStorage.open(vertx, engine, KvOptions.DEFAULTS));
    Instance instance = await(Instance.open(vertx, storage, InstanceOptions.DEFAULTS));
    Set<Cid> before = roots(storage);
    engine.failCommitsAfter(moment);
    boolean failed = false;
    try {
      await(instance.createUser(NAME.value(), Optional.empty()));
    } catch (StoreException | InstanceException e) {
      failed = true;
    }
    engine.heal();
    instance.close();

    Instance again = await(Instance.open(vertx, storage, InstanceOptions.DEFAULTS));
    if (await(again.listUsers()).isEmpty()) {
      await(again.createUser(NAME.value(), Optional.empty()));
    }
    User user = await(again.loginUser(NAME.value(), Optional.empty()));
    assertEquals(1, await(user.keys()).size(), "at " + moment);
    Set<Cid> made = roots(storage);
    made.removeAll(before);
    assertEquals(Set.of(user.ownDatabase().id()), made, "at " + moment);
    user.logout();
    again.close();
    await(storage.close());
    return failed;
  }

  private static Set<Cid> roots(Storage storage) {
    EntryStore entries = await(storage.entries());
    List<StoredEntry> roots = await(await(entries.roots()).toList(100));
    Set<Cid> ids = new HashSet<>();
    roots.stream().map(StoredEntry::entry).map(Entry::id).forEach(ids::add);
    return ids;
  }
}
