package dev.couchgrass.instance.database;

import static dev.couchgrass.instance.database.Replica.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.DocList;
import dev.couchgrass.core.crdt.Path;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.HeightStrategy;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.store.RowFormat;
import dev.couchgrass.instance.store.Table;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionTest extends OnVertx {
  private final SecureRandom random = new SameRandom();
  private final SigningKey anna = SigningKey.generate(random);
  private Entry root;
  private Replica one;
  private Replica two;
  private SignedDatabase database;

  @BeforeEach
  void open() {
    root =
        new Genesis(Doc.EMPTY, random)
            .store(DocStore.TYPE, "first", store -> store.set("from", "the beginning"))
            .sign(anna, InstantSource.fixed(Instant.EPOCH));
    one = new Replica(vertx, root.id());
    two = new Replica(vertx, root.id());
    one.take(root);
    two.take(root);
    database = one.as(anna);
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  private static void assertFails(InstanceProblem problem, Future<?> future) {
    InstanceException failure = assertThrows(InstanceException.class, () -> await(future));
    assertEquals(problem, failure.problem());
  }

  private Entry entry(Cid id) {
    return await(database.entry(id)).orElseThrow();
  }

  @Test
  void aDatabaseBeginsWithStores() {
    assertEquals(
        Optional.of("the beginning"), await(database.read(DocStore.TYPE, "first")).text("from"));
    assertEquals(Map.of("first", "docstore:v0"), await(database.stores()));
  }

  @Test
  void severalStoresAreOneEntry() {
    Transaction transaction = await(database.transaction());
    await(transaction.store(DocStore.TYPE, "first")).set("a", "1");
    Table<Value> rows = await(transaction.store(Table.of(RowFormat.VALUES), "rows"));
    String id = rows.insert(Value.of("row"));
    Cid written = await(transaction.commit());
    assertEquals(
        List.of(StoreNames.INDEX, "first", "rows"),
        entry(written).subtrees().stream().map(part -> part.name()).toList());
    Table<Value> read = await(database.read(Table.of(RowFormat.VALUES), "rows"));
    assertEquals(Map.of(id, Value.of("row")), read.search(row -> row.equals(Value.of("row"))));
    assertEquals(Map.of(), read.search(row -> false));
  }

  @Test
  void theSameStoreIsOpenedOnce() {
    Transaction transaction = await(database.transaction());
    await(transaction.store(DocStore.TYPE, "a")).set("x", "1");
    assertEquals(Optional.of("1"), await(transaction.store(DocStore.TYPE, "a")).text("x"));
  }

  @Test
  void aStoreKeepsItsType() {
    assertFails(
        InstanceProblem.STORE_TYPE,
        database.write(edit -> edit.store(Table.of(RowFormat.VALUES), "first")));
    Transaction transaction = await(database.transaction());
    await(transaction.store(DocStore.TYPE, "new"));
    assertFails(InstanceProblem.STORE_TYPE, transaction.store(Table.of(RowFormat.VALUES), "new"));
    assertFails(InstanceProblem.STORE_TYPE, database.read(Table.of(RowFormat.VALUES), "first"));
  }

  @Test
  void namesOfStoresAreForUsersOrForTheDatabase() {
    for (String name : List.of("", "_index", "_root", "_mine", "n".repeat(256), "\ud800")) {
      assertFails(
          InstanceProblem.ILLEGAL_STORE_NAME,
          database.write(edit -> edit.store(DocStore.TYPE, name)));
    }
    await(database.write(edit -> edit.store(DocStore.TYPE, "n".repeat(255))));
  }

  @Test
  void whatFailsOrIsAbandonedWritesNothing() {
    Tips before = await(database.snapshot());
    assertThrows(
        IllegalStateException.class,
        () ->
            await(
                database.write(
                    edit ->
                        edit.store(DocStore.TYPE, "first")
                            .map(
                                store -> {
                                  store.set("a", "1");
                                  throw new IllegalStateException("on purpose");
                                }))));
    Transaction abandoned = await(database.transaction());
    await(abandoned.store(DocStore.TYPE, "first")).set("a", "2");
    abandoned.abandon();
    assertThrows(IllegalStateException.class, abandoned::commit);
    assertEquals(before, await(database.snapshot()));
  }

  @Test
  void whatIsLargerThanAnEntryIsRefused() {
    Tips before = await(database.snapshot());
    Transaction large = await(database.transaction());
    await(large.store(DocStore.TYPE, "first")).set("a", "x".repeat(2 << 20));
    assertFails(InstanceProblem.TOO_LARGE, large.commit());
    Transaction many = await(database.transaction());
    for (int i = 0; i < 300; i++) {
      await(many.store(DocStore.TYPE, "s" + i)).set("a", "1");
    }
    assertFails(InstanceProblem.TOO_LARGE, many.commit());
    assertEquals(before, await(database.snapshot()));
  }

  @Test
  void aTransactionSeesTheMomentThatItBeganAt() {
    Tips early = await(database.snapshot());
    Transaction slow = await(database.transaction());
    await(database.write(edit -> edit.store(DocStore.TYPE, "first").map(s -> set(s, "a", "1"))));
    assertEquals(Optional.empty(), await(slow.store(DocStore.TYPE, "first")).text("a"));
    Cid late = await(slow.commit());
    assertEquals(early.ids(), entry(late).parents());
    assertEquals(2, await(database.snapshot()).ids().size());
    Transaction old = await(database.transactionAt(early));
    assertEquals(Optional.empty(), await(old.store(DocStore.TYPE, "first")).text("a"));
    assertEquals(Optional.empty(), await(database.readAt(DocStore.TYPE, "first", early)).text("a"));
  }

  private static DocStore set(DocStore store, String name, String text) {
    store.set(name, text);
    return store;
  }

  @Test
  void aMomentIsOfThisDatabase() {
    Entry other = new Genesis(Doc.EMPTY, random).sign(anna, InstantSource.system());
    assertFails(InstanceProblem.ILLEGAL_MOMENT, database.transactionAt(Tips.of(other.id())));
    await(one.entries().putVerified(List.of(other)));
    assertFails(InstanceProblem.ILLEGAL_MOMENT, database.transactionAt(Tips.of(other.id())));
    assertFails(InstanceProblem.ILLEGAL_MOMENT, database.transactionAt(Tips.NONE));
    assertFails(InstanceProblem.KEY_NEEDED, one.reader().transaction());
  }

  @Test
  void elementsThatTwoInsertAreKeptInOneOrder() {
    for (Replica replica : List.of(one, two)) {
      await(
          replica
              .as(anna)
              .write(
                  edit ->
                      edit.store(DocStore.TYPE, "list")
                          .map(
                              store -> {
                                store.append(
                                    Path.of("all"),
                                    List.of(Value.of(replica == one ? "one" : "two")));
                                return store;
                              })));
    }
    one.pull(two);
    two.pull(one);
    DocList first = list(one);
    assertEquals(2, first.size());
    assertEquals(first.toList(), list(two).toList());
  }

  private static DocList list(Replica replica) {
    return (DocList) await(replica.reader().read(DocStore.TYPE, "list")).get("all").orElseThrow();
  }

  @Test
  void aStoreThatTwoBeginApartIsMerged() {
    await(one.as(anna).write(edit -> edit.store(DocStore.TYPE, "new").map(s -> set(s, "a", "1"))));
    await(two.as(anna).write(edit -> edit.store(DocStore.TYPE, "new").map(s -> set(s, "b", "2"))));
    one.pull(two);
    DocStore merged = await(one.reader().read(DocStore.TYPE, "new"));
    assertEquals(Optional.of("1"), merged.text("a"));
    assertEquals(Optional.of("2"), merged.text("b"));
  }

  @Test
  void heightsMayBeTimes() {
    await(
        database.write(
            edit ->
                edit.settings()
                    .map(
                        settings -> {
                          settings.setHeights(HeightStrategy.TIMESTAMP);
                          settings.setHeights("counted", HeightStrategy.INCREMENTAL);
                          return settings;
                        })));
    Transaction transaction = await(database.transaction());
    await(transaction.store(DocStore.TYPE, "counted")).set("a", "1");
    Entry timed = entry(await(transaction.commit()));
    assertEquals(1_704_067_200_000L, timed.height());
    assertEquals(0, timed.storeHeight("counted"));
    assertEquals(2, two.pull(one).accepted().size());
  }
}
