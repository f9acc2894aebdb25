package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.instrument.Probe;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many changes of who may do what, one after the other, and a note that knows none of them. */
class ManyChangesTest {
  private static final int CHANGES = 80;

  /** Of the engine, of all that is done with an entry. */
  private static final int MOST_READS_EACH = 400;

  private static Vertx vertx;

  private final SecureRandom random = new SameRandom();
  private final SigningKey anna = SigningKey.generate(random);
  private final SigningKey bert = SigningKey.generate(random);
  private final Entry root =
      new Genesis(Doc.EMPTY, random)
          .settings(s -> s.grant(bert.publicKey(), KeyGrant.of(new Permission.Write(1))))
          .sign(anna, InstantSource.fixed(Instant.EPOCH));

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  private List<Entry> changes() {
    Replica whole = new Replica(vertx, root.id());
    whole.take(root);
    for (int i = 0; i < CHANGES; i += 2) {
      SigningKey key = SigningKey.generate(random);
      Transaction grant = await(whole.as(anna).transaction());
      await(grant.settings()).grant(key.publicKey(), KeyGrant.of(new Permission.Write(5)));
      await(grant.commit());
      Transaction revoke = await(whole.as(anna).transaction());
      await(revoke.settings()).revoke(key.publicKey());
      await(revoke.commit());
    }
    List<Entry> all = whole.all();
    whole.close();
    return all;
  }

  private Entry note() {
    Replica apart = new Replica(vertx, root.id());
    apart.take(root);
    Transaction write = await(apart.as(bert).transaction());
    await(write.store(DocStore.TYPE, "notes")).set("a", "x");
    await(write.commit());
    Entry note = apart.all().get(1);
    apart.close();
    return note;
  }

  @Test
  void eachCostsAboutTheSame() {
    List<Entry> all = changes();
    Entry note = note();
    List<Entry> backwards = new ArrayList<>(all);
    Collections.reverse(backwards);
    for (List<Entry> order : List.of(all, backwards)) {
      Probe engine = new Probe(new MemoryEngine());
      Replica replica =
          new Replica(
              vertx, await(KvStorage.open(vertx, engine, KvOptions.DEFAULTS)), root.id(), 1_000);
      replica.take(root, note);
      long before = engine.reads();
      order.forEach(replica::take);
      long reads = (engine.reads() - before) / CHANGES;
      assertEquals(CHANGES + 2, replica.all().size());
      assertTrue(reads <= MOST_READS_EACH, reads + " reads for each change");
      replica.close();
    }
  }
}
