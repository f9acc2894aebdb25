package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Path;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.store.SettingsStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignedDatabaseTest extends OnVertx {
  private static final SecureRandom RANDOM = new SecureRandom();
  private final SigningKey anna = SigningKey.generate(RANDOM);
  private final SigningKey bert = SigningKey.generate(RANDOM);
  private Entry root;
  private Replica one;
  private Replica two;

  @BeforeEach
  void open() {
    root =
        new Genesis(Doc.of("name", Value.of("notes")), RANDOM)
            .settings(
                settings -> settings.grant(bert.publicKey(), KeyGrant.of(new Permission.Write(10))))
            .sign(anna, InstantSource.system());
    one = new Replica(vertx, root.id());
    two = new Replica(vertx, root.id());
    one.take(root);
    two.take(root);
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  private static Cid set(SignedDatabase database, String name, String text) {
    Transaction transaction = await(database.transaction());
    await(transaction.store(DocStore.TYPE, "notes")).set(name, text);
    return await(transaction.commit());
  }

  private static Optional<String> get(SignedDatabase database, String name) {
    return await(database.read(DocStore.TYPE, "notes")).text(name);
  }

  @Test
  void whatIsWrittenIsRead() {
    SignedDatabase database = one.as(anna);
    assertEquals(Optional.of("notes"), await(database.name()));
    Cid id = set(database, "a", "1");
    assertEquals(List.of(id), await(database.snapshot()).ids());
    assertEquals(Optional.of("1"), get(database, "a"));
    assertEquals(Map.of("notes", "docstore:v0"), await(database.stores()));
  }

  @Test
  void aTransactionSeesItsOwnEditsAndRemovals() {
    SignedDatabase database = one.as(anna);
    set(database, "a", "1");
    Transaction transaction = await(database.transaction());
    DocStore notes = await(transaction.store(DocStore.TYPE, "notes"));
    notes.set(Path.of("b", "c"), Value.of("2"));
    assertTrue(notes.remove("a"));
    assertEquals(Optional.empty(), notes.text("a"));
    assertEquals(Optional.of(Value.of("2")), notes.get(Path.of("b", "c")));
    assertEquals(Optional.of("1"), get(database, "a"));
    await(transaction.commit());
    assertEquals(Optional.empty(), get(database, "a"));
    assertThrows(IllegalStateException.class, () -> notes.text("a"));
    assertThrows(IllegalStateException.class, transaction::commit);
  }

  @Test
  void replicasThatWroteApartAgree() {
    set(one.as(anna), "a", "1");
    set(two.as(bert), "b", "2");
    two.pull(one);
    one.pull(two);
    assertEquals(await(one.reader().snapshot()), await(two.reader().snapshot()));
    assertEquals(2, await(one.reader().snapshot()).ids().size());
    for (Replica replica : List.of(one, two)) {
      assertEquals(Optional.of("1"), get(replica.reader(), "a"));
      assertEquals(Optional.of("2"), get(replica.reader(), "b"));
    }
    Cid joined = set(one.as(anna), "c", "3");
    assertEquals(List.of(joined), await(one.reader().snapshot()).ids());
  }

  @Test
  void whoMayWriteMayNotChangeTheSettings() {
    Transaction transaction = await(one.as(bert).transaction());
    await(transaction.settings()).setName("mine");
    InstanceException failure =
        assertThrows(InstanceException.class, () -> await(transaction.commit()));
    assertEquals(InstanceProblem.NOT_ALLOWED, failure.problem());
  }

  @Test
  void aStrangerMayNotWrite() {
    SigningKey carl = SigningKey.generate(RANDOM);
    InstanceException failure =
        assertThrows(InstanceException.class, () -> set(one.as(carl), "a", "1"));
    assertEquals(InstanceProblem.NOT_ALLOWED, failure.problem());
  }

  private Cid revokeBert(Replica replica) {
    Transaction transaction = await(replica.as(anna).transaction());
    SettingsStore settings = await(transaction.settings());
    settings.revoke(bert.publicKey());
    return await(transaction.commit());
  }

  @Test
  void whatARevokedKeyWritesUnderOldSettingsIsWithheld() {
    revokeBert(one);
    Cid late = set(two.as(bert), "a", "late");
    Received received = one.pull(two);
    assertEquals(java.util.Set.of(late), received.withheld().keySet());
    assertEquals(Optional.empty(), get(one.reader(), "a"));
  }

  @Test
  void replicasAgreeAboutARevokedKeyInWhateverOrderTheyHear() {
    set(one.as(anna), "seen", "by both");
    two.pull(one);
    Cid before = set(two.as(bert), "before", "known to anna");
    one.pull(two);
    revokeBert(one);
    set(two.as(bert), "late", "unknown to anna");
    two.pull(one);
    one.pull(two);
    assertEquals(await(one.reader().snapshot()), await(two.reader().snapshot()));
    for (Replica replica : List.of(one, two)) {
      assertEquals(Optional.of("known to anna"), get(replica.reader(), "before"));
      assertEquals(Optional.empty(), get(replica.reader(), "late"));
    }
    assertTrue(one.all().stream().anyMatch(entry -> entry.id().equals(before)));
  }

  @Test
  void whatAnHonestUserBuiltOnAVoidEntryCounts() {
    SigningKey carl = SigningKey.generate(RANDOM);
    Transaction grant = await(one.as(anna).transaction());
    await(grant.settings()).grant(carl.publicKey(), KeyGrant.of(new Permission.Write(5)));
    await(grant.commit());
    two.pull(one);
    revokeBert(one);
    Cid late = set(two.as(bert), "late", "unknown to anna");
    set(two.as(carl), "honest", "on top of it");
    Received received = one.pull(two);
    assertEquals(Optional.of("on top of it"), get(one.reader(), "honest"));
    assertEquals(Optional.empty(), get(one.reader(), "late"));
    assertTrue(received.withheld().containsKey(late));
    two.pull(one);
    assertEquals(await(one.reader().snapshot()), await(two.reader().snapshot()));
    assertEquals(Optional.of("on top of it"), get(two.reader(), "honest"));
    assertEquals(Optional.empty(), get(two.reader(), "late"));
  }

  /** Those that an honest one builds on are kept as void ones, each after what it builds on. */
  @Test
  void ofManyThatWereTakenAwayEachIsKeptAfterItsParents() {
    SigningKey carl = SigningKey.generate(RANDOM);
    Transaction grant = await(one.as(anna).transaction());
    await(grant.settings()).grant(carl.publicKey(), KeyGrant.of(new Permission.Write(5)));
    await(grant.commit());
    two.pull(one);
    revokeBert(one);
    for (int i = 0; i < 12; i++) {
      set(two.as(bert), "late", "number " + i);
    }
    set(two.as(carl), "honest", "on top of all");
    one.pull(two);
    two.pull(one);
    assertEquals(await(one.reader().snapshot()), await(two.reader().snapshot()));
    for (Replica replica : List.of(one, two)) {
      assertEquals(Optional.of("on top of all"), get(replica.reader(), "honest"));
      assertEquals(Optional.empty(), get(replica.reader(), "late"));
    }
  }

  /** A state that is known already may not be gone on from with what comes earlier in the order. */
  @Test
  void whatArrivesLateAndIsEarlierInTheOrderDoesNotWin() {
    set(two.as(bert), "a", "low");
    set(one.as(anna), "b", "1");
    set(one.as(anna), "a", "high");
    assertEquals(Optional.of("high"), get(one.reader(), "a"));
    one.pull(two);
    assertEquals(Optional.of("high"), get(one.reader(), "a"));
    two.pull(one);
    assertEquals(Optional.of("high"), get(two.reader(), "a"));
  }

  @Test
  void whatIsNotVerifiedYetIsNoMoment() {
    Cid first = set(two.as(bert), "a", "1");
    Cid second = set(two.as(bert), "a", "2");
    Entry waiting = await(two.reader().entry(second)).orElseThrow();
    assertEquals(List.of(), one.take(waiting).accepted());
    InstanceException failure =
        assertThrows(
            InstanceException.class, () -> await(one.as(anna).transactionAt(Tips.of(second))));
    assertEquals(InstanceProblem.ILLEGAL_MOMENT, failure.problem());
    one.take(await(two.reader().entry(first)).orElseThrow());
    await(one.as(anna).transactionAt(Tips.of(second))).abandon();
  }

  @Test
  void anEarlierMomentIsReadAfterALaterOne() {
    set(one.as(anna), "a", "1");
    Tips earlier = await(one.reader().snapshot());
    set(one.as(anna), "a", "2");
    one.restart();
    assertEquals(Optional.of("2"), get(one.reader(), "a"));
    assertEquals(
        Optional.of("1"), await(one.reader().readAt(DocStore.TYPE, "notes", earlier)).text("a"));
    assertEquals(Optional.of("2"), get(one.reader(), "a"));
  }
}
