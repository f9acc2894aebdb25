package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.DelegationStep;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.Bounds;
import dev.couchgrass.instance.auth.Delegation;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.memory.MemoryStorage;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A team's database says who is in the team; another database trusts the team. */
class DelegationTest extends OnVertx {
  private final SecureRandom random = new SameRandom();
  private final SigningKey anna = SigningKey.generate(random);
  private final SigningKey bert = SigningKey.generate(random);
  private Storage storage;
  private DatabaseRegistry here;
  private SignedDatabase team;
  private SignedDatabase notes;

  private DatabaseRegistry registry(Storage place) {
    EntryStore entries = await(place.entries());
    InstantSource clock = InstantSource.system();
    return new DatabaseRegistry(
        vertx,
        entries,
        new DatabaseCore.Means(clock, random),
        Duration.ofMinutes(1),
        100,
        1L << 20);
  }

  @BeforeEach
  void open() {
    storage = await(MemoryStorage.open(vertx));
    here = registry(storage);
    Entry teamRoot =
        new Genesis(Doc.EMPTY, random)
            .settings(
                settings -> settings.grant(bert.publicKey(), KeyGrant.of(new Permission.Admin(3))))
            .sign(anna, InstantSource.system());
    team = await(here.create(teamRoot, anna));
    Entry root =
        new Genesis(Doc.EMPTY, random)
            .settings(settings -> settings.trust(trust(team.id())))
            .sign(anna, InstantSource.system());
    notes = await(here.create(root, anna));
  }

  @AfterEach
  void close() {
    await(storage.close());
  }

  private Delegation trust(Cid... floor) {
    return Delegation.of(team.id(), List.of(floor), Bounds.upTo(new Permission.Write(10)));
  }

  private SignedDatabase asBert(DatabaseRegistry where, Tips known) {
    SigKey identity =
        new SigKey.Delegated(
            List.of(DelegationStep.of(team.id(), known.ids())),
            new KeyHint.ByKey(bert.publicKey()));
    return new SignedDatabase(where.core(notes.id()), Optional.of(new DatabaseKey(bert, identity)));
  }

  private static Cid write(SignedDatabase database, String text) {
    Transaction transaction = await(database.transaction());
    await(transaction.store(DocStore.TYPE, "notes")).set("a", text);
    return await(transaction.commit());
  }

  @Test
  void whoIsInTheTeamMayWriteButNoMoreThanTheTeamMay() {
    SignedDatabase bertsNotes = asBert(here, await(team.snapshot()));
    write(bertsNotes, "1");
    Transaction settings = await(bertsNotes.transaction());
    await(settings.settings()).setName("mine");
    assertThrows(InstanceException.class, () -> await(settings.commit()));
  }

  @Test
  void whoLeftTheTeamMayNotWriteOnceTheFloorIsRaised() {
    Tips before = await(team.snapshot());
    Transaction revoke = await(team.transaction());
    await(revoke.settings()).revoke(bert.publicKey());
    Cid revoked = await(revoke.commit());
    assertThrows(InstanceException.class, () -> write(asBert(here, Tips.of(revoked)), "as of now"));
    write(asBert(here, before), "as of before");
    Transaction raise = await(notes.transaction());
    await(raise.settings()).trust(trust(revoked));
    await(raise.commit());
    assertThrows(InstanceException.class, () -> write(asBert(here, before), "as of before, again"));
  }

  @Test
  void whatCanNotBeToldYetWaitsForTheTeam() {
    Cid written = write(asBert(here, await(team.snapshot())), "1");
    Storage elsewhere = await(MemoryStorage.open(vertx));
    DatabaseRegistry there = registry(elsewhere);
    DatabaseCore copy = there.core(notes.id());
    Received first = await(copy.take(all(notes), WriteSource.REMOTE));
    assertEquals(Set.of(written), first.waiting().keySet());
    await(there.core(team.id()).take(all(team), WriteSource.REMOTE));
    Received again = await(copy.retry());
    assertEquals(List.of(written), again.accepted());
    await(elsewhere.close());
  }

  @Test
  @Tag("ENT-25")
  void whatIsOfAThirdDatabaseIsAsIfItWereNotHere() {
    Entry absent = new Genesis(Doc.EMPTY, random).sign(anna, InstantSource.system());
    Entry third = new Genesis(Doc.EMPTY, random).sign(anna, InstantSource.system());
    await(here.create(third, anna));
    for (Entry each : List.of(absent, third)) {
      Entry curious =
          EntryBuilder.child(notes.id(), List.of(notes.id()), List.of(notes.id()))
              .height(1)
              .signer(
                  new SigKey.Delegated(
                      List.of(DelegationStep.of(team.id(), List.of(each.id()))),
                      new KeyHint.ByKey(bert.publicKey())))
              .sign(bert);
      Received received = await(here.core(notes.id()).take(List.of(curious), WriteSource.REMOTE));
      assertEquals(Map.of(curious.id(), Set.of(each.id())), received.waiting());
    }
  }

  /** Bert writes and leaves; the floor is raised above that, and here it is not known yet. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRestrictionThatCouldNotBeToldIsHeardWhenTheTeamCame(boolean restarted) {
    List<Entry> before = all(team);
    Tips began = await(notes.snapshot());
    Cid written = write(asBert(here, await(team.snapshot())), "1");
    Transaction revoke = await(team.transaction());
    await(revoke.settings()).revoke(bert.publicKey());
    Cid revoked = await(revoke.commit());
    Storage elsewhere = await(MemoryStorage.open(vertx));
    DatabaseRegistry there = registry(elsewhere);
    DatabaseCore copy = there.core(notes.id());
    await(there.core(team.id()).take(before, WriteSource.REMOTE));
    assertEquals(2, await(copy.take(all(notes), WriteSource.REMOTE)).accepted().size());
    Transaction raise = await(notes.transactionAt(began));
    await(raise.settings()).trust(trust(revoked));
    Cid raised = await(raise.commit());
    await(copy.take(all(notes), WriteSource.REMOTE));
    SignedDatabase reader = new SignedDatabase(copy, Optional.empty());
    assertEquals(Tips.of(Set.of(written, raised)), await(reader.snapshot()), "it can't be told");
    Received again = await(copy.retry());
    assertEquals(List.of(), again.accepted());
    assertEquals(Tips.of(Set.of(written, raised)), await(reader.snapshot()), "nor now");
    await(there.core(team.id()).take(all(team), WriteSource.REMOTE));
    await((restarted ? registry(elsewhere).core(notes.id()) : copy).retry());
    assertEquals(Tips.of(raised), await(notes.snapshot()));
    assertEquals(Tips.of(raised), await(reader.snapshot()));
    await(elsewhere.close());
  }

  private static List<Entry> all(SignedDatabase database) {
    return await(await(database.entries(await(database.snapshot()))).toList(Integer.MAX_VALUE - 1))
        .stream()
        .map(stored -> stored.entry())
        .toList();
  }
}
