package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.operation.Body;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.operation.LogSize;
import dev.couchgrass.store.operation.LogStore;
import dev.couchgrass.store.operation.LogView;
import dev.couchgrass.store.operation.OperationStore;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.store.operation.StoredOperation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How operations are kept. */
public abstract class OperationConformance extends LogFixture {
  private static final Author AUTHOR = Author.ALL.get(0);

  private final Author.Chain chain = AUTHOR.chain("a");

  protected OperationConformance(StorageHome.Source homes) {
    super(homes);
  }

  private boolean insert(Operation operation, LogId log) {
    return in(tx -> tx.operations().insert(operation, log));
  }

  private boolean insert(Operation operation) {
    return insert(operation, chain.log().id());
  }

  /** That an operation is refused, by itself and among others, and nothing changes. */
  private void assertRefused(ErrorCode code, Operation refused) {
    List<Operation> before = all();
    OpenTransaction open = OpenTransaction.begin(storage);
    assertFails(code, open.handle().operations().insert(refused, chain.log().id()));
    assertFalse(await(open.handle().operations().has(refused.id())));
    open.commit();
    assertEquals(before, all());
    assertEquals(Optional.empty(), await(logs.operations().get(refused.id())));
  }

  private List<Operation> all() {
    return await(logs.logs().entries(chain.log(), LogRange.ALL, PageLimit.DEFAULT));
  }

  @Test
  @Tag("LOG-1")
  void whatComesNextIsKept() {
    Operation[] made = chain.next(3);
    for (Operation next : made) {
      assertTrue(insert(next));
    }
    assertEquals(List.of(made), all());
    assertTrue(insert(chain.nextWithoutBody()));
    assertEquals(4, all().size());
  }

  @Test
  @Tag("LOG-2")
  void whatIsThereStaysAsItIs() {
    Operation[] made = chain.next(3);
    insert(chain, made);
    for (Operation again : made) {
      assertFalse(insert(again));
    }
    assertEquals(List.of(made), all());
    LogId other = AUTHOR.log("b").id();
    assertFalse(insert(made[0], other));
    assertEquals(chain.log().id(), stored(made[0]).logId());
    assertEquals(List.of(chain.log()), await(logs.logs().logs(Optional.empty(), 10)));
  }

  @Test
  @Tag("LOG-2")
  @Tag("LOG-10")
  void aBodyThatWasDeletedDoesNotComeAgain() {
    Operation first = chain.next();
    Operation second = chain.next();
    insert(chain, first, second.withoutBody());
    assertAnswer(true, tx -> tx.operations().deleteBody(first.id()));
    assertAnswer(false, tx -> tx.operations().deleteBody(second.id()));
    assertFalse(insert(first));
    assertFalse(insert(second));
    assertEquals(Optional.empty(), stored(first).operation().body());
    assertEquals(Optional.empty(), stored(second).operation().body());
  }

  @Test
  @Tag("LOG-2")
  @Tag("LOG-16")
  void aBodyThatNeverCameIsFilledIn() {
    byte[] large = new byte[200_000];
    Arrays.fill(large, (byte) 7);
    Operation first = AUTHOR.sign(chain.draft().body(large));
    insert(chain, first.withoutBody());
    assertFalse(insert(first.withoutBody()));
    assertEquals(Optional.empty(), stored(first).operation().body());
    assertFalse(insert(first));
    assertSame(first, stored(first).operation());
    assertSame(first, await(logs.logs().latest(chain.log())).orElseThrow());
    LogSize whole = new LogSize(1, first.header().bytes().length, large.length);
    assertEquals(whole, await(logs.logs().size(chain.log(), LogRange.ALL)));
    assertAnswer(true, tx -> tx.operations().deleteBody(first.id()));
    assertFalse(insert(first));
    assertEquals(Optional.empty(), stored(first).operation().body());
  }

  @Test
  @Tag("LOG-2")
  @Tag("LOG-6")
  void noOtherBodyIsFilledIn() {
    Operation first = chain.next();
    insert(chain, first.withoutBody());
    Operation wrong = new Operation(first.header(), Optional.of(Body.of(Author.text("other"))));
    assertFails(
        ErrorCode.OPERATION_REFUSED,
        storage.transact(tx -> tx.operations().insert(wrong, chain.log().id())));
    assertFalse(insert(first, AUTHOR.log("b").id()));
    assertEquals(Optional.empty(), stored(first).operation().body());
    assertFalse(insert(first));
    assertEquals(first.body(), stored(first).operation().body());
  }

  private List<Long> awaited(LogRange range, int limit) {
    return awaited(logs, range, limit);
  }

  /**
   * The numbers in the range; and the log must be named as one that awaits just if there are any.
   */
  private List<Long> awaited(LogView view, LogRange range, int limit) {
    Log log = chain.log();
    Set<Log> asked = Set.of(log, AUTHOR.log("other"));
    List<Long> all = await(view.logs().awaitedBodies(log, LogRange.ALL, LogStore.MAX_AWAITED));
    assertEquals(
        all.isEmpty() ? Set.of() : Set.of(log), await(view.logs().logsAwaitingBodies(asked)));
    return await(view.logs().awaitedBodies(log, range, limit));
  }

  @Test
  @Tag("LOG-25")
  void bodiesThatNeverCameAreListed() {
    Operation[] made = chain.next(6);
    insert(
        chain,
        made[0].withoutBody(),
        made[1],
        made[2].withoutBody(),
        made[3].withoutBody(),
        made[4].withoutBody(),
        made[5].withoutBody(),
        chain.nextWithoutBody());
    assertEquals(List.of(0L, 2L, 3L, 4L, 5L), awaited(LogRange.ALL, 10));
    assertEquals(List.of(0L, 2L), awaited(LogRange.ALL, 2));
    assertEquals(List.of(3L, 4L), awaited(LogRange.until(4).withAfter(2), 10));
    assertEquals(List.of(), awaited(LogRange.until(2).withAfter(2), 10));
    assertEquals(
        List.of(),
        await(logs.logs().awaitedBodies(AUTHOR.log("other"), LogRange.ALL, LogStore.MAX_AWAITED)));
    OpenTransaction open = OpenTransaction.begin(storage);
    assertFalse(await(open.handle().operations().insert(made[2], chain.log().id())));
    assertEquals(List.of(0L, 3L, 4L, 5L), awaited(open.handle(), LogRange.ALL, 10));
    assertEquals(List.of(0L, 2L, 3L, 4L, 5L), awaited(LogRange.ALL, 10));
    open.commit();
    assertEquals(List.of(0L, 3L, 4L, 5L), awaited(LogRange.ALL, 10));
  }

  @Test
  @Tag("LOG-10")
  @Tag("LOG-25")
  void whatWasDeletedIsNotAwaited() {
    Operation[] made = chain.next(6);
    for (Operation each : made) {
      insert(chain, each.withoutBody());
    }
    in(tx -> tx.operations().deleteBody(made[2].id()));
    in(tx -> tx.operations().delete(made[3].id()));
    assertEquals(List.of(0L, 1L, 4L, 5L), awaited(LogRange.ALL, 10));
    assertFalse(insert(made[4]));
    in(tx -> tx.operations().deleteBody(made[4].id()));
    assertEquals(List.of(0L, 1L, 5L), awaited(LogRange.ALL, 10));
    in(tx -> tx.logs().prune(chain.log(), 1));
    assertEquals(List.of(1L, 5L), awaited(LogRange.ALL, 10));
    in(tx -> tx.logs().forget(chain.log()));
    assertEquals(List.of(), awaited(LogRange.ALL, 10));
    insert(chain, made[0].withoutBody(), made[1]);
    assertEquals(List.of(0L), awaited(LogRange.ALL, 10));
  }

  @Test
  @Tag("LOG-3")
  void thereIsNoGap() {
    Operation[] made = chain.next(4);
    assertRefused(ErrorCode.OPERATION_EARLY, made[1]);
    insert(made[0]);
    assertRefused(ErrorCode.OPERATION_EARLY, made[2]);
    assertRefused(ErrorCode.OPERATION_EARLY, made[3]);
    insert(chain, made[1], made[2], made[3]);
    assertEquals(List.of(made), all());
  }

  @Test
  @Tag("LOG-4")
  void nothingForks() {
    Operation otherFirst = chain.fork();
    Operation first = chain.next();
    Operation otherSecond = chain.fork();
    insert(chain, first, chain.next(), chain.next());
    assertRefused(ErrorCode.OPERATION_REFUSED, otherFirst);
    assertRefused(ErrorCode.OPERATION_REFUSED, otherSecond);
    Operation elsewhere = AUTHOR.sign(AUTHOR.at(3).body(Author.text("behind another")));
    assertRefused(ErrorCode.OPERATION_REFUSED, elsewhere);
    assertRefused(
        ErrorCode.OPERATION_REFUSED, AUTHOR.sign(AUTHOR.at(2).body(Author.text("another head"))));
  }

  @Test
  @Tag("LOG-4")
  @Tag("LOG-11")
  @Tag("LOG-20")
  void whatWasRemovedDoesNotComeAgain() {
    Operation[] made = chain.next(4);
    insert(chain, made);
    assertAnswer(true, tx -> tx.operations().delete(made[1].id()));
    assertRefused(ErrorCode.OPERATION_REFUSED, made[1]);
    assertAnswer(2L, tx -> tx.logs().prune(chain.log(), 3));
    assertRefused(ErrorCode.OPERATION_REFUSED, made[0]);
    assertRefused(ErrorCode.OPERATION_REFUSED, made[2]);
    assertFalse(insert(made[3]));
  }

  @Test
  @Tag("LOG-5")
  void whatPrunesNeedsNothingBefore() {
    Operation early = pruning(5, "early");
    assertTrue(insert(early));
    assertEquals(List.of(early), all());
    Operation later = pruning(9, "later");
    assertTrue(insert(later));
    assertEquals(List.of(early, later), all());
    assertRefused(ErrorCode.OPERATION_REFUSED, pruning(7, "between"));
    assertRefused(ErrorCode.OPERATION_REFUSED, pruning(9, "beside"));
    assertRefused(ErrorCode.OPERATION_REFUSED, pruning(10, "right behind another"));
    assertRefused(ErrorCode.OPERATION_REFUSED, pruning(0, "the first"));
  }

  private static Operation pruning(long number, String text) {
    return AUTHOR.sign(
        AUTHOR.at(number).extensions(LogExtensions.NONE.withPrune(true)).body(Author.text(text)));
  }

  @Test
  @Tag("LOG-5")
  void whatPrunesInItsPlaceIsAnOperationAsAnyOther() {
    Operation[] made = {chain.next(), chain.next(), chain.nextThatPrunes(), chain.next()};
    insert(chain, made);
    assertEquals(List.of(made), all());
  }

  @Test
  @Tag("LOG-6")
  void whatIsUnsignedOrDoesNotFitIsRefused() {
    Operation first = chain.next();
    Operation unsigned = Operation.decode(first.header().signingBytes(), first.body());
    assertRefused(ErrorCode.OPERATION_REFUSED, unsigned);
    Optional<Body> other = Optional.of(Body.of(Author.text("other")));
    assertRefused(ErrorCode.OPERATION_REFUSED, new Operation(first.header(), other));
    insert(first);
    assertRefused(ErrorCode.OPERATION_REFUSED, unsigned);
    Operation ofAnotherLog =
        AUTHOR.sign(chain.draft().extensions(LogExtensions.NONE.withLog(AUTHOR.log("other").id())));
    assertRefused(ErrorCode.OPERATION_REFUSED, ofAnotherLog);
  }

  @Test
  @Tag("LOG-7")
  void theCallerMayTellWhatIsSaid() {
    Operation[] made = chain.next(3);
    LogId log = chain.log().id();
    Operation saysPrune = pruning(7, "says that it prunes");
    assertFails(
        ErrorCode.OPERATION_EARLY,
        storage.transact(tx -> tx.operations().insert(saysPrune, log, LogExtensions.NONE)));
    LogExtensions prunes = LogExtensions.NONE.withPrune(true);
    assertAnswer(true, tx -> tx.operations().insert(made[1], log, prunes));
    LogExtensions another = LogExtensions.NONE.withLog(AUTHOR.log("other").id());
    assertFails(
        ErrorCode.OPERATION_REFUSED,
        storage.transact(tx -> tx.operations().insert(made[2], log, another)));
    assertAnswer(true, tx -> tx.operations().insert(made[2], log, LogExtensions.NONE));
  }

  private StoredOperation stored(Operation operation) {
    return await(logs.operations().get(operation.id())).orElseThrow();
  }

  @Test
  @Tag("LOG-8")
  void anOperationIsReadAsItsBytes() {
    byte[] large = new byte[3 << 20];
    Arrays.fill(large, (byte) 5);
    large[large.length - 1] = 6;
    Operation first = AUTHOR.sign(chain.draft().body(large));
    Operation second = AUTHOR.sign(chain.draft().timestamp(1_700_000_000_000_000L));
    assertTrue(insert(first));
    assertTrue(insert(second, AUTHOR.log("b").id()));
    assertSame(first, stored(first).operation());
    assertSame(second, stored(second).operation());
    assertEquals(AUTHOR.log("b"), stored(second).log());
    assertSame(first, await(logs.logs().at(chain.log(), 0)).orElseThrow());
    assertSame(first, await(logs.logs().latest(chain.log())).orElseThrow());
    assertSame(first, all().get(0));
  }

  private static void assertSame(Operation expected, Operation found) {
    assertEquals(expected.id(), found.id());
    assertArrayEquals(expected.header().bytes(), found.header().bytes());
    assertEquals(expected.body(), found.body());
    assertTrue(found.body().map(Body::bytes).map(it -> it.length != 0).orElse(true));
  }

  @Test
  @Tag("LOG-9")
  void whatIsThereIsKnownWithOrWithoutBody() {
    Operation[] made = chain.next(3);
    insert(chain, made);
    in(tx -> tx.operations().deleteBody(made[0].id()));
    in(tx -> tx.operations().delete(made[1].id()));
    OperationStore store = logs.operations();
    assertTrue(await(store.has(made[0].id())));
    assertFalse(await(store.has(made[1].id())));
    Hash never = Hash.of(new byte[] {1});
    assertFalse(await(store.has(never)));
    assertEquals(
        Set.of(made[0].id(), made[2].id()),
        await(
            store.present(List.of(made[0].id(), never, made[1].id(), made[2].id(), made[2].id()))));
    assertEquals(Set.of(), await(store.present(List.of())));
  }

  @Test
  @Tag("LOG-10")
  void aBodyIsDeletedAlone() {
    Operation[] made = {chain.next(), chain.nextWithoutBody(), chain.next()};
    insert(chain, made);
    assertAnswer(true, tx -> tx.operations().deleteBody(made[2].id()));
    assertAnswer(false, tx -> tx.operations().deleteBody(made[2].id()));
    assertAnswer(false, tx -> tx.operations().deleteBody(made[1].id()));
    assertAnswer(false, tx -> tx.operations().deleteBody(Hash.of(new byte[] {1})));
    assertEquals(List.of(made), all());
    assertArrayEquals(made[2].header().bytes(), stored(made[2]).operation().header().bytes());
    assertEquals(Optional.empty(), stored(made[2]).operation().body());
    assertEquals(made[0].body(), stored(made[0]).operation().body());
    assertTrue(insert(chain.next()));
  }

  @Test
  @Tag("LOG-11")
  void anOperationIsDeletedUnlessItIsTheNewest() {
    Operation[] made = chain.next(3);
    insert(chain, made);
    assertFails(ErrorCode.CONFLICT, storage.transact(tx -> tx.operations().delete(made[2].id())));
    assertAnswer(true, tx -> tx.operations().delete(made[1].id()));
    assertAnswer(false, tx -> tx.operations().delete(made[1].id()));
    assertAnswer(false, tx -> tx.operations().delete(Hash.of(new byte[] {1})));
    assertEquals(List.of(made[0], made[2]), all());
    assertEquals(Optional.empty(), await(logs.logs().at(chain.log(), 1)));
    assertEquals(2, await(logs.logs().size(chain.log(), LogRange.ALL)).operations());
    assertAnswer(true, tx -> tx.operations().delete(made[0].id()));
    assertEquals(Optional.of(made[2]), await(logs.logs().latest(chain.log())));
    Operation next = chain.next();
    assertTrue(insert(next));
    assertAnswer(true, tx -> tx.operations().delete(made[2].id()));
    assertEquals(List.of(next), all());
    LogSize one = await(logs.logs().size(chain.log(), LogRange.ALL));
    assertEquals(next.header().bytes().length, one.headerBytes());
  }

  @Test
  @Tag("LOG-22")
  void aCallNamesNotMoreIdsThanItTakes() {
    Hash one = Hash.of(new byte[] {1});
    int most = OperationStore.MAX_IDS;
    assertEquals(Set.of(), await(logs.operations().present(Collections.nCopies(most, one))));
    List<Hash> more = Collections.nCopies(most + 1, one);
    assertThrows(IllegalArgumentException.class, () -> logs.operations().present(more));
  }
}
