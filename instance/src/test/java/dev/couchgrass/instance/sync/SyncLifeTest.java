package dev.couchgrass.instance.sync;

import static dev.couchgrass.instance.sync.Machine.assertFails;
import static dev.couchgrass.instance.sync.Machine.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.Instance;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.peer.SyncReport;
import dev.couchgrass.instance.user.SyncSettings;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When sync begins, and how it ends. */
class SyncLifeTest extends TwoMachines {
  /** What runs needs the storage, which is closed next. */
  @Test
  @Tag("SYN-27")
  void closingWaitsForWhatRuns() {
    Cid database = shared();
    Promise<Void> asked = Promise.promise();
    Promise<Buffer> answer = Promise.promise();
    network.weather(
        (request, host) -> {
          asked.tryComplete();
          return answer.future();
        });
    Future<List<SyncReport>> running = bob.sync().sync(database);
    await(asked.future());
    Future<Void> closing = bob.sync().close();
    Future<Void> again = bob.sync().close();
    assertFalse(closing.isComplete());
    assertFalse(again.isComplete());
    answer.fail("late");
    await(closing);
    await(again);
    assertFails(InstanceProblem.PEER_UNREACHABLE, running);
    network.weather(LocalNetwork.Weather.FAIR);
  }

  @Test
  @Tag("SYN-27")
  void closingDoesNotWaitForEver() {
    try (Machine carol =
        Machine.of(
            vertx,
            network,
            "carol",
            InstanceOptions.DEFAULTS,
            SyncOptions.DEFAULTS.withDrain(Duration.ofMillis(100)))) {
      Promise<Void> asked = Promise.promise();
      network.weather(
          (request, host) -> {
            asked.tryComplete();
            return Promise.<Buffer>promise().future();
          });
      Cid database = alice.create("notes").id();
      PublicKey key = carol.key();
      await(
          carol
              .sync()
              .addPeer(alice.instance().id(), List.of(LocalNetwork.address("alice")))
              .compose(peer -> carol.sync().link(database, peer.key()))
              .compose(done -> carol.user().track(database, key, SyncSettings.ON)));
      await(asked.future());
      await(carol.sync().close());
    }
    network.weather(LocalNetwork.Weather.FAIR);
  }

  @Test
  void whatWasClosedIsEnabledAgain() {
    Cid database = shared();
    await(bob.sync().close());
    assertTrue(bob.sync().isClosed());
    assertFails(InstanceProblem.SYNC_OFF, bob.instance().sync());
    assertFails(InstanceProblem.SYNC_OFF, bob.sync().sync(database));
    assertFails(InstanceProblem.SYNC_OFF, bob.sync().addPeer(LocalNetwork.address("alice")));
    assertFails(InstanceProblem.SYNC_OFF, bob.sync().listen("127.0.0.1", 0));
    await(bob.instance().flushSync());
    InstanceSync next = await(bob.instance().enableSync(SyncOptions.DEFAULTS, List.of(network)));
    assertSame(next, await(bob.instance().sync()));
    alice.write(database, "milk", "2 l");
    await(next.sync(database));
    assertEquals(Optional.of("2 l"), bob.read(database, "milk"));
    await(next.close());
  }

  @Test
  void whatIsClosedDoesNothing() {
    Cid database = shared();
    InstanceSync sync = bob.sync();
    await(sync.close());
    assertFails(InstanceProblem.SYNC_OFF, sync.flush());
    assertFails(InstanceProblem.SYNC_OFF, sync.sync(database));
    assertFails(InstanceProblem.SYNC_OFF, sync.answer(Buffer.buffer()));
  }

  @Test
  void enabledTwiceIsEnabledOnce() {
    assertSame(alice.sync(), await(alice.instance().enableSync(SyncOptions.DEFAULTS)));
    assertSame(alice.sync(), await(alice.instance().sync()));
  }

  @Test
  void whoDoesNotSyncHasNothingToFlush() {
    Storage storage = await(MemoryStorage.open(vertx));
    Instance alone = await(Instance.open(vertx, storage, InstanceOptions.DEFAULTS));
    await(alone.flushSync());
    assertFails(InstanceProblem.SYNC_OFF, alone.sync());
    alone.close();
    await(storage.close());
  }
}
