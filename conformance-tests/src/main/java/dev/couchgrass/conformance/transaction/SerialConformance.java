package dev.couchgrass.conformance.transaction;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static dev.couchgrass.conformance.document.StoreFixture.id;
import static dev.couchgrass.conformance.document.StoreFixture.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.entry.Draft;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.operation.OpenTransaction;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentTransaction;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Transactions, and writes elsewhere, wait for each other where they must. */
public abstract class SerialConformance extends TransactionFixture {
  private static final int MANY = 40;

  protected SerialConformance(StorageHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("TRX-13")
  void thereIsOneAtATime() {
    OpenTransaction first = OpenTransaction.begin(storage);
    OpenTransaction second = OpenTransaction.ask(storage);
    OpenTransaction third = OpenTransaction.ask(storage);
    await(set(first.handle(), "a", "1"));
    lookElsewhere();
    assertFalse(second.hasBegun());
    first.commit();
    assertEquals(Optional.of("1"), await(state(second.handle(), "a")));
    await(set(second.handle(), "a", "2"));
    lookElsewhere();
    assertFalse(third.hasBegun());
    second.rollback();
    assertEquals(Optional.of("1"), await(state(third.handle(), "a")));
    third.commit();
  }

  /** Each reads what the one before wrote, however long it takes. */
  @Test
  @Tag("TRX-13")
  void theyBeginInTheOrderOfTheCalls() {
    List<Future<Void>> all = new ArrayList<>();
    for (int number = 0; number < MANY; number++) {
      String own = " " + number;
      Future<Void> pause = vertx().timer(number % 3 == 0 ? 5 : 1).mapEmpty();
      all.add(
          storage.transact(
              tx ->
                  state(tx, "list")
                      .compose(before -> pause.map(before))
                      .compose(before -> set(tx, "list", before.orElse("") + own))));
    }
    all.forEach(each -> await(each));
    String expected =
        IntStream.range(0, MANY).mapToObj(each -> " " + each).collect(Collectors.joining());
    assertEquals(Optional.of(expected), state("list"));
  }

  @Test
  @Tag("TRX-14")
  void writesToADatabaseInUseWaitAndThenHappen() {
    OpenTransaction open = OpenTransaction.begin(storage);
    RevisionId first =
        assertInstanceOf(WriteResult.Written.class, await(write(open.handle(), DB, "a")).get(0))
            .revision();
    Future<RevisionId> update = db().write(DocumentEdit.update(id("a"), first, json("{\"n\":2}")));
    Future<RevisionId> create = db().write(DocumentEdit.create(id("b"), json("{}")));
    lookElsewhere();
    assertFalse(update.isComplete());
    assertFalse(create.isComplete());
    assertEquals(Optional.empty(), await(db().get(id("b"))));
    open.commit();
    await(update);
    await(create);
    assertEquals(json("{\"n\":2}"), await(db().get(id("a"))).orElseThrow().body());
    assertEquals(2, await(db().info()).documents());
  }

  @Test
  @Tag("TRX-14")
  void writesThatWaitedForARollbackHappenUponWhatWasBefore() {
    OpenTransaction open = OpenTransaction.begin(storage);
    await(write(open.handle(), DB, "a"));
    Future<RevisionId> create = db().write(DocumentEdit.create(id("a"), json("{\"n\":1}")));
    Future<?> local = db().putLocal(new LocalDocumentId("l"), 0, json("{}"));
    lookElsewhere();
    assertFalse(create.isComplete());
    assertFalse(local.isComplete());
    open.rollback();
    await(create);
    await(local);
    assertEquals(json("{\"n\":1}"), await(db().get(id("a"))).orElseThrow().body());
    assertEquals(1, await(db().info()).documents());
  }

  /** Nobody changes what was read. */
  @Test
  @Tag("TRX-14")
  void aDatabaseThatIsOnlyReadIsInUseToo() {
    OpenTransaction open = OpenTransaction.begin(storage);
    DocumentTransaction documents = await(open.handle().documents(DB));
    assertEquals(Optional.empty(), await(documents.get(id("a"), GetOptions.DEFAULTS)));
    Future<RevisionId> create = db().write(DocumentEdit.create(id("a"), json("{}")));
    lookElsewhere();
    assertFalse(create.isComplete());
    assertEquals(Optional.empty(), await(documents.get(id("a"), GetOptions.DEFAULTS)));
    open.commit();
    await(create);
  }

  @Test
  @Tag("TRX-14")
  void writesToOtherDatabasesDoNotWait() {
    OpenTransaction open = OpenTransaction.begin(storage);
    await(write(open.handle(), DB, "a"));
    Entry root = Draft.root(1).sign();
    await(other().write(DocumentEdit.create(id("a"), json("{}"))));
    await(storage.entries().compose(entries -> entries.put(List.of(root))));
    await(storage.create(new DatabaseName("new")));
    assertTrue(await(other().get(id("a"))).isPresent());
    open.commit();
    assertTrue(await(other().get(id("a"))).isPresent());
    assertTrue(await(storage.entries().compose(entries -> entries.get(root.id()))).isPresent());
  }

  @Test
  @Tag("TRX-14")
  void writesToTheStoreOfEntriesInUseWaitAndThenHappen() {
    Entry root = Draft.root(1).in("a").sign();
    Entry child = Draft.of(root, root).in("a", root).sign();
    OpenTransaction open = OpenTransaction.begin(storage);
    await(open.handle().entries().compose(entries -> entries.putVerified(List.of(root))));
    Future<Set<Cid>> put =
        storage.entries().compose(entries -> entries.putVerified(List.of(child)));
    lookElsewhere();
    assertFalse(put.isComplete());
    open.commit();
    assertEquals(Set.of(child.id()), await(put));
  }

  @Test
  @Tag("TRX-15")
  void itSeesWhatWasAskedForElsewhereBefore() {
    List<Future<RevisionId>> writes = new ArrayList<>();
    for (int number = 0; number < MANY; number++) {
      writes.add(db().write(DocumentEdit.create(id("d" + number), json("{}"))));
    }
    List<WriteResult> results = in(tx -> write(tx, DB, "d" + (MANY - 1), "new"));
    assertInstanceOf(WriteResult.Refused.class, results.get(0));
    assertInstanceOf(WriteResult.Written.class, results.get(1));
    writes.forEach(each -> await(each));
    assertEquals(MANY + 1, await(db().info()).documents());
  }

  @Test
  @Tag("TRX-15")
  void aDatabaseIsTheSameForEveryCall() {
    OpenTransaction open = OpenTransaction.begin(storage);
    DocumentTransaction documents = await(open.handle().documents(DB));
    assertSame(documents, await(open.handle().documents(DB)));
    assertSame(await(open.handle().entries()), await(open.handle().entries()));
    assertFails(ErrorCode.DATABASE_MISSING, open.handle().documents(new DatabaseName("missing")));
    await(write(open.handle(), OTHER, "a"));
    open.commit();
    assertTrue(await(other().get(id("a"))).isPresent());
    assertEquals(0, await(db().info()).documents());
  }
}
