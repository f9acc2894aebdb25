package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.AuthSettings;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.store.entry.EntryStatus;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What well-formed and properly signed entries may still not do. */
class RefusedEntriesTest extends OnVertx {
  private static final Doc NOTE = Doc.of("a", Value.of("forged"));
  private final SecureRandom random = new SameRandom();
  private final SigningKey anna = SigningKey.generate(random);
  private final SigningKey bert = SigningKey.generate(random);
  private final SigningKey carl = SigningKey.generate(random);
  private final SigningKey eve = SigningKey.generate(random);
  private Replica replica;
  private Entry root;
  private Entry first;
  private Entry settings;
  private Entry second;

  /** A root, a note, a change of the settings that grants Bert to write, and a note on top. */
  @BeforeEach
  void open() {
    root = new Genesis(Doc.EMPTY, random).sign(anna, InstantSource.system());
    replica = new Replica(vertx, root.id());
    replica.take(root);
    first = write("1");
    settings = grant();
    second = write("2");
  }

  @AfterEach
  void close() {
    replica.close();
  }

  private Entry write(String text) {
    Transaction transaction = await(replica.as(anna).transaction());
    await(transaction.store(DocStore.TYPE, "notes")).set("a", text);
    return entry(await(transaction.commit()));
  }

  private Entry grant() {
    Transaction transaction = await(replica.as(anna).transaction());
    await(transaction.settings()).grant(bert.publicKey(), KeyGrant.of(new Permission.Write(1)));
    await(transaction.settings()).grant(carl.publicKey(), KeyGrant.of(new Permission.Admin(7)));
    return entry(await(transaction.commit()));
  }

  private Entry entry(Cid id) {
    return await(replica.entries().get(id)).orElseThrow().entry();
  }

  /** An entry that is right in every respect, to be spoiled in one. */
  private EntryBuilder next() {
    return EntryBuilder.child(root.id(), List.of(second.id()), List.of(settings.id()))
        .height(second.height() + 1)
        .subtree(note(second.id()));
  }

  private static Subtree note(Cid... parents) {
    return Subtree.of("notes").withParents(List.of(parents)).withData(NOTE.encode());
  }

  private void assertRefused(String reason, Entry entry) {
    Tips before = await(replica.reader().snapshot());
    Received received = replica.take(entry);
    assertEquals(Set.of(entry.id()), received.refused().keySet());
    String told = String.valueOf(received.refused().get(entry.id()));
    assertTrue(told.startsWith(reason), told);
    assertEquals(before, await(replica.reader().snapshot()));
    assertTrue(await(replica.entries().status(entry.id())).isEmpty(), "it is not kept");
  }

  @Test
  void theEntryThatIsSpoiledBelowIsRight() {
    assertEquals(1, replica.take(next().sign(bert)).accepted().size());
  }

  @Test
  @Tag("ENT-14")
  @Tag("ENT-15")
  void heightsAreTheStrategys() {
    assertRefused("The entry is not higher", next().height(second.height()).sign(bert));
    assertRefused("The entry has another height", next().height(second.height() + 2).sign(bert));
    assertRefused("The entry has another height", next().height(1L << 40).sign(bert));
  }

  @Test
  @Tag("ENT-16")
  void storesHaveNoHeightsOfTheirOwn() {
    Subtree high = note(second.id()).withHeight(OptionalLong.of(1L << 40));
    assertRefused("The entry has another height", next().subtree(high).sign(bert));
  }

  @Test
  @Tag("ENT-24")
  void entriesBuildOnAllOfAStore() {
    assertRefused("The entry does not build on all", next().subtree(note()).sign(bert));
    assertRefused("The entry does not build on all", next().subtree(note(first.id())).sign(bert));
    assertRefused(
        "The entry does not build on all",
        next().subtree(note(first.id(), second.id())).sign(bert));
  }

  @Test
  @Tag("ENT-19")
  void aStoresParentIsInTheStore() {
    assertRefused("The entry has a store's parent", next().subtree(note(settings.id())).sign(bert));
  }

  @Test
  @Tag("ENT-21")
  void olderSettingsThanTheParentsAreNotPinned() {
    Entry old =
        EntryBuilder.child(root.id(), List.of(second.id()), List.of(root.id()))
            .height(second.height() + 1)
            .subtree(note(second.id()))
            .sign(anna);
    assertRefused("The entry pins older settings", old);
  }

  @Test
  @Tag("ENT-20")
  void whatIsPinnedIsOfTheSettings() {
    Entry wrong =
        EntryBuilder.child(root.id(), List.of(second.id()), List.of(second.id()))
            .height(second.height() + 1)
            .subtree(note(second.id()))
            .sign(anna);
    assertRefused("The entry pins as settings", wrong);
  }

  @Test
  void aStrangerMayNotWriteUnderAnyName() {
    assertRefused("The settings do not know the key", next().sign(eve));
    assertRefused(
        "The signature",
        next().signer(new SigKey.Direct(new KeyHint.ByKey(bert.publicKey()))).sign(eve));
    assertRefused(
        "The settings grant nothing to keys",
        next().signer(new SigKey.Direct(new KeyHint.Global(eve.publicKey()))).sign(eve));
    assertRefused(
        "The settings do not know the key",
        next().signer(new SigKey.Direct(new KeyHint.ByName("anna"))).sign(eve));
  }

  private EntryBuilder changing(Doc change) {
    return EntryBuilder.child(root.id(), List.of(second.id()), List.of(settings.id()))
        .height(second.height() + 1)
        .subtree(
            Subtree.of(StoreNames.SETTINGS)
                .withParents(List.of(settings.id()))
                .withData(change.encode()));
  }

  private static Doc granting(SigningKey key, Permission permission) {
    return AuthSettings.NONE.put(key.publicKey(), KeyGrant.of(permission));
  }

  @Test
  void nobodyGrantsMoreThanTheyHave() {
    Doc promoted = granting(eve, new Permission.Admin(0));
    assertRefused("The settings do not know the key", changing(promoted).sign(eve));
    assertRefused("The key may not change the settings", changing(promoted).sign(bert));
    assertRefused("The entry grants more", changing(promoted).sign(carl));
    Doc deposed = granting(anna, new Permission.Read());
    assertRefused("The entry changes what ranks higher", changing(deposed).sign(carl));
    Doc own = granting(carl, new Permission.Admin(0));
    assertRefused("The entry grants more", changing(own).sign(carl));
  }

  @Test
  void nobodyReplacesWhoMayDoWhat() {
    assertRefused("The entry replaces", changing(Doc.of("auth", Value.of("none"))).sign(anna));
    assertRefused(
        "The entry's settings are no document",
        changing(Doc.EMPTY)
            .subtree(
                Subtree.of(StoreNames.SETTINGS)
                    .withParents(List.of(settings.id()))
                    .withData(new byte[] {1, 2, 3}))
            .sign(anna));
  }

  @Test
  void anotherRootIsAnotherDatabase() {
    Entry other = new Genesis(Doc.EMPTY, random).sign(eve, InstantSource.system());
    assertRefused("The entry is of another database", other);
  }

  private Entry between(Cid parent) {
    return EntryBuilder.child(root.id(), List.of(second.id(), parent), List.of(settings.id()))
        .height(second.height() + 1)
        .subtree(note(second.id()))
        .sign(bert);
  }

  @ParameterizedTest
  @EnumSource(
      value = EntryStatus.class,
      names = {"VERIFIED", "UNVERIFIED", "FAILED"})
  @Tag("ENT-18")
  @Tag("ENT-25")
  void aParentOfAnotherDatabaseIsAsOneThatIsNotHere(EntryStatus status) {
    Entry absent = new Genesis(Doc.EMPTY, random).sign(anna, InstantSource.system());
    Entry secret = new Genesis(Doc.EMPTY, random).sign(anna, InstantSource.system());
    await(replica.entries().put(List.of(secret)));
    await(replica.entries().setStatus(Map.of(secret.id(), status)));
    for (Entry parent : List.of(absent, secret)) {
      Entry child = between(parent.id());
      Received received = replica.take(child);
      assertEquals(Map.of(), received.refused());
      assertEquals(Map.of(child.id(), Set.of(parent.id())), received.waiting());
    }
  }

  @Test
  @Tag("ENT-22")
  void whatWaitsForAParentIsKeptAndThenJudged() {
    Entry missing = next().sign(bert);
    Entry right =
        EntryBuilder.child(root.id(), List.of(missing.id()), List.of(settings.id()))
            .height(missing.height() + 1)
            .subtree(note(missing.id()))
            .sign(anna);
    Entry wrong =
        EntryBuilder.child(root.id(), List.of(missing.id()), List.of(settings.id()))
            .height(missing.height() + 2)
            .subtree(note(missing.id()))
            .sign(anna);
    Received waiting = replica.take(right, wrong);
    assertEquals(Set.of(right.id(), wrong.id()), waiting.waiting().keySet());
    assertEquals(Set.of(missing.id()), waiting.waiting().get(right.id()));
    Received all = replica.take(missing);
    assertEquals(List.of(missing.id(), right.id()), all.accepted());
    assertEquals(Set.of(wrong.id()), all.refused().keySet());
    assertEquals(EntryStatus.FAILED, await(replica.entries().status(wrong.id())).orElseThrow());
  }

  @Test
  void nobodyHarmsWhatWaitsInAnotherDatabase() {
    Entry otherRoot = new Genesis(Doc.EMPTY, random).sign(anna, InstantSource.system());
    Entry waits =
        EntryBuilder.child(otherRoot.id(), List.of(second.id()), List.of(otherRoot.id()))
            .height(5)
            .subtree(Subtree.of("notes").withData(NOTE.encode()))
            .sign(anna);
    await(replica.entries().put(List.of(waits)));
    Entry hostile =
        EntryBuilder.child(root.id(), List.of(waits.id()), List.of(settings.id()))
            .height(6)
            .subtree(Subtree.of("notes").withData(NOTE.encode()))
            .sign(eve);
    assertEquals(Set.of(hostile.id()), replica.take(hostile).waiting().keySet());
    assertEquals(EntryStatus.UNVERIFIED, await(replica.entries().status(waits.id())).orElseThrow());
  }

  @Test
  void whoNamesVeryManyEntriesHarmsNobody() {
    EntryBuilder many = next();
    for (int store = 0; store < 11; store++) {
      List<Cid> parents = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        parents.add(Cid.of(Codec.DAG_CBOR, new byte[] {(byte) store, (byte) i, (byte) (i >> 8)}));
      }
      many.subtree(Subtree.of("s" + store).withParents(parents).withData(NOTE.encode()));
    }
    Entry hostile = many.sign(eve);
    Entry right = next().sign(bert);
    Received received = replica.take(hostile, right);
    assertEquals(List.of(right.id()), received.accepted());
    assertEquals(Set.of(hostile.id()), received.waiting().keySet());
  }

  @Test
  void noMoreWaitThanThereIsRoomFor() {
    // A quarter is for what nobody vouches for: the root is not here.
    Replica small = new Replica(vertx, root.id(), 8);
    Received received = small.take(first, settings, second);
    assertEquals(3, received.waiting().size());
    assertEquals(
        2,
        await(await(small.entries().withStatus(root.id(), EntryStatus.UNVERIFIED)).toList(10))
            .size());
    small.take(root);
    small.take(first, settings, second);
    assertEquals(await(replica.reader().snapshot()), await(small.reader().snapshot()));
    small.close();
  }
}
