package dev.couchgrass.conformance.transaction;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static dev.couchgrass.conformance.document.StoreFixture.id;
import static dev.couchgrass.conformance.document.StoreFixture.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.entry.Draft;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.operation.Author;
import dev.couchgrass.conformance.operation.OpenTransaction;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.TransactionOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.operation.LogSnapshot;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of a transaction, all is there or nothing. */
public abstract class AtomicityConformance extends TransactionFixture {
  private static final TransactionOptions SHORT =
      TransactionOptions.DEFAULTS.withTimeout(Duration.ofMillis(100));

  protected AtomicityConformance(StorageHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("TRX-1")
  void whatWasWrittenIsVisibleInAllStores() {
    assertEquals("done", in(tx -> traces.leave(tx, 1).map("done")));
    assertEquals(Traces.ALL, traces.seen(storage, 1));
    assertEquals(Set.of(), traces.seen(storage, 2));
    assertEquals(1, await(db().info()).documents());
    assertEquals("empty", in(tx -> Future.succeededFuture("empty")));
  }

  /** Whoever looks at several stores by one snapshot sees all of it or nothing. */
  @Test
  @Tag("TRX-1")
  @Tag("TRX-11")
  void aMomentHasAllOrNothing() {
    Author.Chain chain = Author.ALL.get(1).chain("a");
    List<Future<Void>> writes = new ArrayList<>();
    for (int number = 0; number < 50; number++) {
      Operation next = chain.next();
      writes.add(
          storage.transact(
              tx ->
                  tx.operations()
                      .insert(next, chain.log().id())
                      .compose(done -> tx.cursors().advance("c", chain.log(), at(next)))
                      .mapEmpty()));
      LogSnapshot moment = await(logs.snapshot());
      LogHeights heights = await(moment.logs().heights(List.of(chain.log())));
      Optional<Cursor> cursor = await(moment.cursors().get("c"));
      assertEquals(heights, cursor.map(Cursor::heights).orElse(LogHeights.NONE));
      await(moment.close());
    }
    writes.forEach(each -> await(each));
    assertEquals(
        49, await(logs.cursors().get("c")).orElseThrow().heights().of(chain.log()).orElse(0));
  }

  private static long at(Operation operation) {
    return operation.header().sequenceNumber();
  }

  @Test
  @Tag("TRX-2")
  void nothingIsLeftIfTheWorkFails() {
    in(tx -> traces.leave(tx, 1));
    RuntimeException reason = new IllegalArgumentException("given up");
    Future<Void> failed =
        storage.transact(
            tx -> traces.leave(tx, 2).compose(done -> Future.<Void>failedFuture(reason)));
    assertSame(reason, assertThrows(RuntimeException.class, () -> await(failed)));
    assertEquals(Set.of(), traces.seen(storage, 2));
    in(tx -> traces.leave(tx, 3));
    assertEquals(Set.of(), traces.seen(storage, 2));
    assertEquals(Traces.ALL, traces.seen(storage, 1));
    assertEquals(Traces.ALL, traces.seen(storage, 3));
    assertEquals(2, await(db().info()).documents());
    in(tx -> traces.leave(tx, 2));
    assertEquals(Traces.ALL, traces.seen(storage, 2));
  }

  @Test
  @Tag("TRX-2")
  void nothingIsLeftIfTheWorkThrows() {
    RuntimeException reason = new IllegalArgumentException("thrown");
    Future<Void> failed =
        storage.transact(
            tx -> {
              traces.leave(tx, 1);
              throw reason;
            });
    assertSame(reason, assertThrows(RuntimeException.class, () -> await(failed)));
    assertEquals(Set.of(), traces.seen(storage, 1));
    in(tx -> traces.leave(tx, 2));
    assertEquals(Traces.ALL, traces.seen(storage, 2));
    assertEquals(Set.of(), traces.seen(storage, 1));
  }

  /** Removals too come to nothing. */
  @Test
  @Tag("TRX-2")
  void whatWasRemovedIsThereAgain() {
    Author.Chain chain = Author.ALL.get(1).chain("a");
    Operation[] made = chain.next(3);
    insert(chain, made);
    in(tx -> set(tx, "a", "1"));
    OpenTransaction open = OpenTransaction.begin(storage);
    StorageTransaction tx = open.handle();
    await(tx.operations().deleteBody(made[2].id()));
    assertEquals(3L, await(tx.logs().forget(chain.log())));
    await(set(tx, "a", "2"));
    open.rollback();
    assertEquals(Optional.of("1"), state("a"));
    assertEquals(2, await(logs.logs().heights(List.of(chain.log()))).of(chain.log()).orElse(-1));
    for (Operation each : made) {
      assertEquals(
          each.body(), await(logs.operations().get(each.id())).orElseThrow().operation().body());
    }
    assertAnswer(true, next -> next.operations().insert(chain.next(), chain.log().id()));
  }

  @Test
  @Tag("TRX-3")
  @Tag("TRX-16")
  void whatNeverEndsIsRolledBack() {
    Promise<Void> never = Promise.promise();
    OpenTransaction expired = OpenTransaction.ask(storage, SHORT);
    StorageTransaction handle = expired.handle();
    Future<Void> next = storage.transact(tx -> traces.leave(tx, 2));
    assertFails(ErrorCode.TRANSACTION_EXPIRED, expired.ended());
    await(next);
    assertThrows(IllegalStateException.class, () -> handle.cursors().get("a"));
    Future<Void> alsoExpired =
        storage.transact(SHORT, tx -> traces.leave(tx, 1).compose(done -> never.future()));
    assertFails(ErrorCode.TRANSACTION_EXPIRED, alsoExpired);
    never.complete();
    assertEquals(Set.of(), traces.seen(storage, 1));
    assertEquals(Traces.ALL, traces.seen(storage, 2));
    await(db().write(DocumentEdit.create(id("later"), json("{}"))));
    assertEquals(Set.of(), traces.seen(storage, 1));
  }

  /** It waits for one that waits for it, until the time is over; then the other one goes on. */
  @Test
  @Tag("TRX-3")
  @Tag("TRX-13")
  void whoWaitsForAnotherTransactionWithinOneExpires() {
    AtomicBoolean began = new AtomicBoolean();
    Promise<Void> second = Promise.promise();
    Future<Void> first =
        storage.transact(
            SHORT,
            tx -> {
              Future<Void> within =
                  storage.transact(
                      inner -> {
                        began.set(true);
                        return set(inner, "inner", "there");
                      });
              within.onComplete(second);
              return set(tx, "outer", "there").compose(done -> within);
            });
    assertFails(ErrorCode.TRANSACTION_EXPIRED, first);
    await(second.future());
    assertTrue(began.get());
    assertEquals(Optional.empty(), state("outer"));
    assertEquals(Optional.of("there"), state("inner"));
  }

  @Test
  @Tag("TRX-4")
  void aCallThatFailsChangesNothingAndTheWorkGoesOn() {
    Author.Chain chain = Author.ALL.get(1).chain("a");
    Operation first = chain.next();
    chain.next();
    Operation early = chain.next();
    Entry root = Draft.root(1).in("a").sign();
    Entry child = Draft.of(root, root).in("a", root).sign();
    Entry grandchild = Draft.of(root, child).in("a", child).sign();
    OpenTransaction open = OpenTransaction.begin(storage);
    StorageTransaction tx = open.handle();
    await(tx.operations().insert(first, chain.log().id()));
    assertFails(ErrorCode.OPERATION_EARLY, tx.operations().insert(early, chain.log().id()));
    assertFails(ErrorCode.CONFLICT, tx.operations().delete(first.id()));
    assertFails(ErrorCode.BAD_REQUEST, tx.logs().prune(chain.log(), 7));
    assertFails(
        ErrorCode.ENTRY_STATUS,
        tx.entries().compose(entries -> entries.putVerified(List.of(root, grandchild))));
    assertFails(ErrorCode.BAD_REQUEST, state(tx, ""));
    assertEquals(
        Map.of(), await(tx.entries().compose(it -> it.get(List.of(root.id(), grandchild.id())))));
    await(traces.leave(tx, 1).mapEmpty());
    assertFails(ErrorCode.DATABASE_MISSING, tx.documents(new DatabaseName("missing")));
    assertEquals(Traces.ALL, traces.seen(tx, 1));
    open.commit();
    assertEquals(Traces.ALL, traces.seen(storage, 1));
    assertTrue(await(logs.operations().has(first.id())));
    assertFalse(await(logs.operations().has(early.id())));
    assertEquals(Map.of(), await(storage.entries().compose(it -> it.get(List.of(root.id())))));
  }

  @Test
  @Tag("TRX-5")
  void callsThatNobodyWaitsForBelongToIt() {
    Author.Chain chain = Author.ALL.get(1).chain("a");
    Operation[] made = chain.next(3);
    in(
        tx -> {
          tx.cursors().advance("a", chain.log(), 5);
          tx.cursors().set(Cursor.start("a").advance(chain.log(), 3));
          tx.cursors().advance("a", chain.log(), 4);
          tx.operations().insert(made[0], chain.log().id());
          tx.operations().insert(made[2], chain.log().id());
          tx.operations().insert(made[1], chain.log().id());
          tx.operations().insert(made[2], chain.log().id());
          set(tx, "a", "1");
          set(tx, "a", "2");
          return Future.succeededFuture();
        });
    assertEquals(
        4, await(logs.cursors().get("a")).orElseThrow().heights().of(chain.log()).orElseThrow());
    assertEquals(2, at(await(logs.logs().latest(chain.log())).orElseThrow()));
    assertEquals(Optional.of("2"), state("a"));
  }

  @Test
  @Tag("TRX-6")
  void moreThanItMayIsRefused() {
    TransactionOptions small = TransactionOptions.DEFAULTS.withMaxBytes(10_000);
    OpenTransaction open = OpenTransaction.ask(storage, small);
    StorageTransaction tx = open.handle();
    await(set(tx, "a", "small"));
    assertFails(ErrorCode.TOO_LARGE, set(tx, "a", "x".repeat(20_000)));
    assertEquals(Optional.of("small"), await(state(tx, "a")));
    for (int number = 0; number < 3; number++) {
      await(set(tx, "b" + number, "x".repeat(3_000)));
    }
    assertFails(ErrorCode.TOO_LARGE, set(tx, "c", "x".repeat(3_000)));
    assertFails(
        ErrorCode.TOO_LARGE,
        tx.documents(DB)
            .compose(
                documents ->
                    documents.write(
                        List.of(
                            DocumentEdit.create(
                                id("a"), json("{\"a\":\"" + "x".repeat(3_000) + "\"}"))))));
    assertEquals(Optional.empty(), await(state(tx, "c")));
    open.commit();
    assertEquals(Optional.of("small"), state("a"));
    assertEquals(Optional.empty(), state("c"));
    assertEquals(Optional.of("x".repeat(3_000)), state("b2"));
    assertEquals(0, await(db().info()).documents());
  }

  @Test
  @Tag("TRX-7")
  void aConflictIsAnAnswer() {
    await(db().write(DocumentEdit.create(id("a"), json("{}"))));
    List<WriteResult> results =
        in(tx -> write(tx, DB, "a", "b").compose(both -> set(tx, "a", "set").map(both)));
    assertEquals(
        ErrorCode.CONFLICT,
        assertInstanceOf(WriteResult.Refused.class, results.get(0)).error().code());
    assertInstanceOf(WriteResult.Written.class, results.get(1));
    assertTrue(await(db().get(id("b"))).isPresent());
    assertEquals(Optional.of("set"), state("a"));
  }
}
