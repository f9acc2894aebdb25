package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.instrument.FaultyEngine;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The storage fails, once, at each of the moments at which it is used while entries come in: what
 * comes again then is taken as if nothing had happened.
 */
class FailingStorageTest extends OnVertx {
  private static final int FEWEST_MOMENTS = 3;
  private final SecureRandom random = new SameRandom();
  private final SigningKey anna = SigningKey.generate(random);
  private final SigningKey bert = SigningKey.generate(random);
  private final SigningKey carl = SigningKey.generate(random);
  private Entry root;
  private Replica whole;
  private List<Entry> early;
  private List<Entry> late;

  /** Bert wrote, and Carl on top, before they heard that Anna revoked Bert. */
  @BeforeEach
  void open() {
    root =
        new Genesis(Doc.EMPTY, random)
            .settings(
                settings -> {
                  settings.grant(bert.publicKey(), KeyGrant.of(new Permission.Write(1)));
                  settings.grant(carl.publicKey(), KeyGrant.of(new Permission.Write(2)));
                })
            .sign(anna, InstantSource.fixed(Instant.EPOCH));
    Replica apart = new Replica(vertx, root.id());
    apart.take(root);
    write(apart, bert, "b");
    write(apart, carl, "c");
    early = apart.all();
    whole = new Replica(vertx, root.id());
    whole.take(root);
    Transaction revoke = await(whole.as(anna).transaction());
    await(revoke.settings()).revoke(bert.publicKey());
    await(revoke.commit());
    write(whole, anna, "a");
    late = whole.all();
    whole.pull(apart);
    apart.close();
  }

  @AfterEach
  void close() {
    whole.close();
  }

  private static void write(Replica replica, SigningKey who, String name) {
    Transaction transaction = await(replica.as(who).transaction());
    await(transaction.store(DocStore.TYPE, "notes")).set(name, "x");
    await(transaction.commit());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatComesAgainIsTaken(boolean commits) {
    int moment = 0;
    while (failsAt(moment, commits)) {
      moment++;
    }
    assertTrue(moment >= FEWEST_MOMENTS, "Only " + moment + " moments were tried");
  }

  /** Whether the storage was used so often that it failed. */
  private boolean failsAt(int moment, boolean commits) {
    FaultyEngine engine = new FaultyEngine(new MemoryEngine());
    Replica replica =
        new Replica(
            vertx, await(KvStorage.open(vertx, engine, KvOptions.DEFAULTS)), root.id(), 1_000);
    if (commits) {
      engine.failCommitsAfter(moment);
    } else {
      engine.failReadsAfter(moment);
    }
    boolean failed = !takes(replica, early);
    failed |= !takes(replica, late);
    engine.heal();
    assertTrue(takes(replica, late));
    assertTrue(takes(replica, early));
    SignedDatabase here = replica.reader();
    assertEquals(await(whole.reader().snapshot()), await(here.snapshot()), "at " + moment);
    assertEquals(
        await(whole.reader().read(DocStore.TYPE, "notes")).all(),
        await(here.read(DocStore.TYPE, "notes")).all());
    replica.close();
    return failed;
  }

  @Test
  void aRevocationThatWasNotKeptTakesNothing() {
    FaultyEngine engine = new FaultyEngine(new MemoryEngine());
    Replica replica =
        new Replica(
            vertx, await(KvStorage.open(vertx, engine, KvOptions.DEFAULTS)), root.id(), 1_000);
    replica.take(root);
    Transaction revoke = await(replica.as(anna).transaction());
    await(revoke.settings()).revoke(bert.publicKey());
    engine.failCommitsAfter(0);
    assertThrows(StoreException.class, () -> await(revoke.commit()));
    engine.heal();
    assertEquals(2, await(replica.receive(early)).accepted().size());
    replica.close();
  }

  private boolean takes(Replica replica, List<Entry> entries) {
    Future<Received> taken = replica.receive(entries);
    try {
      await(taken);
      return true;
    } catch (StoreException failure) {
      assertEquals(ErrorCode.STORE_FAILED, failure.code());
      return false;
    }
  }
}
