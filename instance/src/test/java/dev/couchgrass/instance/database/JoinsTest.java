package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.EntryLimits;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.instance.store.DocStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More wrote at a time than an entry may name. */
class JoinsTest extends OnVertx {
  private static final int MANY = EntryLimits.MAX_IDS + 3;

  private final SecureRandom random = new SameRandom();
  private final SigningKey anna = SigningKey.generate(random);
  private Entry root;
  private Replica one;
  private Replica two;
  private List<Entry> notes;

  @BeforeEach
  void open() {
    root =
        new Genesis(Doc.EMPTY, random)
            .store(DocStore.TYPE, "notes", store -> store.set("from", "the beginning"))
            .sign(anna, InstantSource.fixed(Instant.EPOCH));
    one = new Replica(vertx, root.id());
    two = new Replica(vertx, root.id());
    one.take(root);
    two.take(root);
    notes = notes();
    await(one.entries().putVerified(notes));
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  private List<Entry> notes() {
    List<Entry> all = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Subtree part =
          Subtree.of("notes")
              .withParents(List.of(root.id()))
              .withData(Doc.of("n" + i, Value.of("x")).encode());
      all.add(child(List.of(root), 1).subtree(part).sign(anna));
    }
    return all;
  }

  private EntryBuilder child(List<Entry> parents, long height) {
    List<Cid> ids = parents.stream().map(Entry::id).sorted().toList();
    return EntryBuilder.child(root.id(), ids, List.of(root.id())).height(height);
  }

  private Cid write() {
    Transaction transaction = await(one.as(anna).transaction());
    DocStore store = await(transaction.store(DocStore.TYPE, "notes"));
    assertEquals(Optional.of("x"), store.text("n" + (MANY - 1)), "all of it is seen");
    assertEquals(Optional.of("x"), store.text("n0"));
    store.set("last", "1");
    return await(transaction.commit());
  }

  private void assertJoined(Cid last) {
    assertEquals(List.of(last), await(one.reader().snapshot()).ids());
    assertEquals(List.of(last), await(one.entries().verifiedTips(root.id(), "notes")).ids());
    Received received = two.pull(one);
    assertEquals(Map.of(), received.refused());
    assertEquals(List.of(last), await(two.reader().snapshot()).ids());
    assertEquals(Optional.of("1"), await(two.reader().read(DocStore.TYPE, "notes")).text("last"));
  }

  @Test
  @Tag("ENT-26")
  void whoWritesJoinsFirst() {
    assertJoined(write());
  }

  @Test
  @Tag("ENT-26")
  void whatSomebodyJoinedInTheDatabaseAloneIsJoinedInTheStore() {
    Entry some = child(notes.subList(0, MANY - 10), 2).sign(anna);
    List<Entry> rest = new ArrayList<>(notes.subList(MANY - 10, MANY));
    rest.add(some);
    Entry all = child(rest, 3).sign(anna);
    await(one.entries().putVerified(List.of(some, all)));
    assertEquals(List.of(all.id()), await(one.reader().snapshot()).ids());
    assertJoined(write());
  }

  @Test
  void whoWritesNothingJoinsAll() {
    Cid joined = await(await(one.as(anna).transaction()).commit());
    assertEquals(List.of(joined), await(one.reader().snapshot()).ids());
  }
}
