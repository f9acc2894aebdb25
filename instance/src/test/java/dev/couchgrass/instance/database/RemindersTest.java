package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.DelegationStep;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.HeightStrategy;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.Bounds;
import dev.couchgrass.instance.auth.Delegation;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.time.FixedClock;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits for the time, or for another database, comes by itself when that has come. */
class RemindersTest extends OnVertx {
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final SecureRandom random = new SecureRandom();
  private final SigningKey anna = SigningKey.generate(random);
  private final FixedClock clock = new FixedClock();
  private Storage storage;
  private Storage elsewhere;
  private DatabaseRegistry there;

  @BeforeEach
  void open() {
    storage = await(MemoryStorage.open(vertx));
    elsewhere = await(MemoryStorage.open(vertx));
    there = registry(elsewhere, clock);
  }

  @AfterEach
  void close() {
    await(storage.close());
    await(elsewhere.close());
    anna.close();
  }

  private DatabaseRegistry registry(Storage place, InstantSource time) {
    return new DatabaseRegistry(
        vertx, await(place.entries()), new DatabaseCore.Means(time, random), SKEW, 100, 1L << 20);
  }

  private static List<Entry> all(SignedDatabase database) {
    return await(await(database.entries(await(database.snapshot()))).toList(Integer.MAX_VALUE - 1))
        .stream()
        .map(StoredEntry::entry)
        .toList();
  }

  private static Cid write(SignedDatabase database) {
    Transaction transaction = await(database.transaction());
    await(transaction.store(DocStore.TYPE, "notes")).set("a", "1");
    return await(transaction.commit());
  }

  /** Completes when an entry is a tip. */
  private static Future<Void> comes(DatabaseCore core, Cid id) {
    Promise<Void> come = Promise.promise();
    SignedDatabase database = new SignedDatabase(core, Optional.empty());
    await(
        database.onWrite(
            event -> {
              if (event.after().contains(id)) {
                come.tryComplete();
              }
              return Future.succeededFuture();
            }));
    return come.future();
  }

  /** An entry by a clock that is ahead by more than the skew. */
  private SignedDatabase fromAhead() {
    FixedClock ahead = new FixedClock();
    ahead.set(clock.now().plus(SKEW).plusSeconds(5));
    DatabaseRegistry here = registry(storage, ahead);
    Entry root =
        new Genesis(Doc.EMPTY, random)
            .settings(settings -> settings.setHeights(HeightStrategy.TIMESTAMP))
            .sign(anna, clock);
    SignedDatabase database = await(here.create(root, anna));
    write(database);
    return database;
  }

  @Test
  void whatCameTooEarlyComesInTime() {
    SignedDatabase database = fromAhead();
    Cid tip = await(database.snapshot()).ids().get(0);
    there.remind();
    DatabaseCore copy = there.core(database.id());
    Future<Void> come = comes(copy, tip);
    Received received = await(copy.take(all(database), WriteSource.REMOTE));
    assertTrue(received.waiting().containsKey(tip), received::toString);
    clock.advance(Duration.ofMinutes(1));
    await(come);
  }

  @Test
  void afterTheEndNothingComesByItself() {
    SignedDatabase database = fromAhead();
    Cid tip = await(database.snapshot()).ids().get(0);
    Storage third = await(MemoryStorage.open(vertx));
    DatabaseRegistry goesOn = registry(third, clock);
    for (DatabaseRegistry each : List.of(there, goesOn)) {
      each.remind();
      each.remind();
      each.stopReminding();
    }
    DatabaseCore copy = there.core(database.id());
    await(copy.take(all(database), WriteSource.REMOTE));
    there.stopReminding();
    Future<Void> come = comes(goesOn.core(database.id()), tip);
    await(goesOn.core(database.id()).take(all(database), WriteSource.REMOTE));
    clock.advance(Duration.ofMinutes(1));
    // What was to be reminded of first is not, when the other one is.
    await(come);
    assertFalse(await(new SignedDatabase(copy, Optional.empty()).snapshot()).contains(tip));
    goesOn.stopReminding();
    await(third.close());
  }

  @Test
  void whatCameTooEarlyBeforeARestartComes() {
    SignedDatabase database = fromAhead();
    Cid tip = await(database.snapshot()).ids().get(0);
    await(there.core(database.id()).take(all(database), WriteSource.REMOTE));
    clock.advance(Duration.ofMinutes(1));
    DatabaseRegistry again = registry(elsewhere, clock);
    Future<Void> come = comes(again.core(database.id()), tip);
    again.remind();
    await(come);
  }

  @Test
  void whatWaitsForAnotherDatabaseComesWithIt() {
    DatabaseRegistry here = registry(storage, clock);
    SignedDatabase team =
        await(here.create(new Genesis(Doc.EMPTY, random).sign(anna, clock), anna));
    Tips floor = await(team.snapshot());
    Delegation trust = Delegation.of(team.id(), floor.ids(), Bounds.upTo(new Permission.Write(10)));
    SigningKey owner = SigningKey.generate(random);
    Entry root =
        new Genesis(Doc.EMPTY, random)
            .settings(settings -> settings.trust(trust))
            .sign(owner, clock);
    SignedDatabase notes = await(here.create(root, owner));
    SigKey identity =
        new SigKey.Delegated(
            List.of(DelegationStep.of(team.id(), floor.ids())),
            new KeyHint.ByKey(anna.publicKey()));
    SignedDatabase annas =
        new SignedDatabase(here.core(notes.id()), Optional.of(new DatabaseKey(anna, identity)));
    Cid written = write(annas);

    there.remind();
    DatabaseCore copy = there.core(notes.id());
    Future<Void> come = comes(copy, written);
    Received received = await(copy.take(all(notes), WriteSource.REMOTE));
    assertTrue(received.waiting().containsKey(written), received::toString);
    await(there.core(team.id()).take(all(team), WriteSource.REMOTE));
    await(come);
    assertEquals(
        Optional.of("1"),
        await(new SignedDatabase(copy, Optional.empty()).read(DocStore.TYPE, "notes")).text("a"));
    owner.close();
  }
}
