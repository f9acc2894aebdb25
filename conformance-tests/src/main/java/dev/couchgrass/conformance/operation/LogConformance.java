package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.operation.Body;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.store.TransactionOptions;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.operation.LogSize;
import dev.couchgrass.store.operation.LogStore;
import dev.couchgrass.store.operation.LogView;
import dev.couchgrass.store.operation.PageLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is read of logs, and how they are shortened. */
public abstract class LogConformance extends LogFixture {
  private final Author.Chain chain = Author.ALL.get(0).chain("a");
  private final Log log = chain.log();
  private final Log nothing = Author.ALL.get(3).log("nothing");

  protected LogConformance(StorageHome.Source homes) {
    super(homes);
  }

  private List<Operation> entries(Log of, LogRange range) {
    return await(logs.logs().entries(of, range, PageLimit.DEFAULT));
  }

  @Test
  @Tag("LOG-12")
  void aLogIsItsAuthorsAndItsIds() {
    List<Author.Chain> chains =
        List.of(
            Author.ALL.get(0).chain("a"),
            Author.ALL.get(0).chain("ab"),
            Author.ALL.get(0).chain("a\0"),
            Author.ALL.get(1).chain("a"),
            Author.ALL.get(2).chain("a".repeat(255)));
    for (int number = 0; number < chains.size(); number++) {
      insert(chains.get(number), chains.get(number).next(number + 1));
    }
    for (int number = 0; number < chains.size(); number++) {
      Log each = chains.get(number).log();
      assertEquals(number + 1, entries(each, LogRange.ALL).size(), each::toString);
      assertEquals(number + 1, await(logs.logs().size(each, LogRange.ALL)).operations());
      assertEquals(number, await(logs.logs().latest(each)).orElseThrow().header().sequenceNumber());
    }
    assertAnswer(2L, tx -> tx.logs().forget(chains.get(1).log()));
    assertEquals(1, entries(chains.get(0).log(), LogRange.ALL).size());
    assertEquals(3, entries(chains.get(2).log(), LogRange.ALL).size());
    assertEquals(4, entries(chains.get(3).log(), LogRange.ALL).size());
  }

  @Test
  @Tag("LOG-13")
  void theNewestIsTheGreatestNumber() {
    Author.Chain long300 = Author.ALL.get(1).chain("b");
    insert(chain, chain.next(2));
    insert(long300, long300.next(300));
    in(tx -> tx.logs().prune(log, 1));
    assertEquals(
        LogHeights.of(Map.of(log, 1L, long300.log(), 299L)),
        await(logs.logs().heights(List.of(nothing, log, long300.log(), log))));
    assertEquals(LogHeights.NONE, await(logs.logs().heights(List.of())));
    assertEquals(
        299L, await(logs.logs().latest(long300.log())).orElseThrow().header().sequenceNumber());
    assertEquals(Optional.empty(), await(logs.logs().latest(nothing)));
    assertEquals(Optional.empty(), await(logs.logs().at(long300.log(), 300)));
  }

  @Test
  @Tag("LOG-14")
  void aRangeBeginsBehindAfterAndEndsWithUntil() {
    Operation[] made = chain.next(5);
    insert(chain, made);
    List<Operation> all = List.of(made);
    assertEquals(all, entries(log, LogRange.ALL));
    assertEquals(all.subList(1, 5), entries(log, LogRange.after(0)));
    assertEquals(all.subList(3, 5), entries(log, LogRange.after(2)));
    assertEquals(List.of(), entries(log, LogRange.after(4)));
    assertEquals(List.of(), entries(log, LogRange.after(100)));
    assertEquals(all.subList(0, 1), entries(log, LogRange.until(0)));
    assertEquals(all.subList(0, 3), entries(log, LogRange.until(2)));
    assertEquals(all, entries(log, LogRange.until(100)));
    assertEquals(all.subList(2, 4), entries(log, LogRange.until(3).withAfter(1)));
    assertEquals(List.of(), entries(log, LogRange.until(3).withAfter(3)));
    assertEquals(List.of(), entries(log, LogRange.until(1).withAfter(3)));
    assertEquals(List.of(), entries(nothing, LogRange.ALL));
  }

  @Test
  @Tag("LOG-14")
  void aLongLogIsReadInOrderPieceByPiece() {
    Operation[] made = chain.next(600);
    insert(chain, made);
    List<Operation> read = new ArrayList<>();
    LogRange rest = LogRange.ALL;
    PageLimit some = PageLimit.DEFAULT.withRows(70);
    List<Operation> page = await(logs.logs().entries(log, rest, some));
    while (!page.isEmpty() && read.size() <= made.length) {
      read.addAll(page);
      rest = LogRange.after(page.get(page.size() - 1).header().sequenceNumber());
      page = await(logs.logs().entries(log, rest, some));
    }
    assertEquals(List.of(made), read);
  }

  @Test
  @Tag("LOG-15")
  void aPageHasAsMuchAsItsLimitLetsIt() {
    Operation[] made = {chain.next(), chain.nextWithoutBody(), chain.next(), chain.next()};
    insert(chain, made);
    List<Operation> all = List.of(made);
    for (int rows = 1; rows < 6; rows++) {
      PageLimit limit = PageLimit.DEFAULT.withRows(rows);
      assertEquals(
          all.subList(0, Math.min(rows, 4)), await(logs.logs().entries(log, LogRange.ALL, limit)));
    }
    long bytes = 0;
    for (int count = 1; count <= 4; count++) {
      bytes += bytes(made[count - 1]);
      assertEquals(all.subList(0, count), page(bytes));
      assertEquals(all.subList(0, Math.max(1, count - 1)), page(bytes - 1));
    }
    assertEquals(all.subList(0, 1), page(1));
  }

  private List<Operation> page(long bytes) {
    return await(logs.logs().entries(log, LogRange.ALL, PageLimit.DEFAULT.withBytes(bytes)));
  }

  private static long bytes(Operation operation) {
    int body = operation.body().map(Body::size).orElse(0);
    return (long) operation.header().bytes().length + body;
  }

  @Test
  @Tag("LOG-15")
  @Tag("LOG-16")
  void bodiesThatAreNotThereTakeNoRoom() {
    Operation[] made = chain.next(3);
    insert(chain, made[0], made[1].withoutBody(), made[2]);
    in(tx -> tx.operations().deleteBody(made[0].id()));
    long headers = sizeOf(made[0], made[1]).headerBytes();
    assertEquals(List.of(made[0], made[1]), page(headers + 1));
    assertEquals(new LogSize(2, headers, 0), size(LogRange.until(1)));
    assertEquals(made[2].body().orElseThrow().size(), size(LogRange.ALL).bodyBytes());
  }

  private LogSize size(LogRange range) {
    return await(logs.logs().size(log, range));
  }

  private static LogSize sizeOf(Operation... operations) {
    return Stream.of(operations)
        .map(
            each ->
                new LogSize(1, each.header().bytes().length, each.body().map(Body::size).orElse(0)))
        .reduce(LogSize.NONE, LogSize::plus);
  }

  @Test
  @Tag("LOG-16")
  void aSizeCountsWhatIsThere() {
    Operation[] made = {
      chain.next(), chain.nextWithoutBody(), chain.next(), chain.nextThatPrunes(), chain.next()
    };
    insert(chain, made);
    assertEquals(sizeOf(made), size(LogRange.ALL));
    assertEquals(sizeOf(made[2], made[3], made[4]), size(LogRange.after(1)));
    assertEquals(sizeOf(made[0], made[1]), size(LogRange.until(1)));
    assertEquals(sizeOf(made[1], made[2]), size(LogRange.until(2).withAfter(0)));
    assertEquals(LogSize.NONE, size(LogRange.until(2).withAfter(2)));
    assertEquals(LogSize.NONE, size(LogRange.after(4)));
    assertEquals(LogSize.NONE, await(logs.logs().size(nothing, LogRange.ALL)));
    in(tx -> tx.operations().delete(made[2].id()));
    assertEquals(sizeOf(made[0], made[1], made[3], made[4]), size(LogRange.ALL));
    in(tx -> tx.operations().deleteBody(made[4].id()));
    assertEquals(sizeOf(made[3], made[4].withoutBody()), size(LogRange.after(1)));
    in(tx -> tx.logs().prune(log, 4));
    assertEquals(sizeOf(made[4].withoutBody()), size(LogRange.ALL));
  }

  @Test
  @Tag("LOG-17")
  void logsAreListedInOrder() {
    List<Author.Chain> chains =
        List.of(
            Author.ALL.get(2).chain("b"),
            Author.ALL.get(0).chain("ab"),
            Author.ALL.get(1).chain("\u00ff"),
            Author.ALL.get(0).chain("a"),
            Author.ALL.get(2).chain("a"),
            Author.ALL.get(1).chain("z"));
    chains.forEach(each -> insert(each, each.next(2)));
    List<Log> sorted = chains.stream().map(Author.Chain::log).sorted().toList();
    assertEquals(sorted, await(logs.logs().logs(Optional.empty(), LogStore.MAX_LOGS)));
    assertEquals(sorted.subList(0, 2), await(logs.logs().logs(Optional.empty(), 2)));
    assertEquals(sorted.subList(2, 4), await(logs.logs().logs(Optional.of(sorted.get(1)), 2)));
    assertEquals(List.of(), await(logs.logs().logs(Optional.of(sorted.get(5)), 2)));
    in(tx -> tx.logs().prune(sorted.get(0), 1));
    in(tx -> tx.logs().forget(sorted.get(1)));
    Optional<Log> removed = Optional.of(sorted.get(1));
    assertEquals(sorted.subList(2, 6), await(logs.logs().logs(removed, 10)));
    assertEquals(5, await(logs.logs().logs(Optional.empty(), 10)).size());
  }

  @Test
  @Tag("LOG-18")
  void pruningKeepsTheOneThatIsNamed() {
    Operation[] made = chain.next(6);
    insert(chain, made);
    assertAnswer(0L, tx -> tx.logs().prune(log, 0));
    assertEquals(List.of(made), entries(log, LogRange.ALL));
    assertAnswer(3L, tx -> tx.logs().prune(log, 3));
    assertEquals(List.of(made).subList(3, 6), entries(log, LogRange.ALL));
    assertAnswer(0L, tx -> tx.logs().prune(log, 2));
    assertAnswer(2L, tx -> tx.logs().prune(log, 5));
    assertEquals(List.of(made[5]), entries(log, LogRange.ALL));
    assertAnswer(0L, tx -> tx.logs().prune(log, 5));
    assertFalse(await(logs.operations().has(made[4].id())));
    assertEquals(Optional.empty(), await(logs.logs().at(log, 4)));
  }

  @Test
  @Tag("LOG-18")
  void whatWasDeletedBeforeIsNotPruned() {
    Operation[] made = chain.next(4);
    insert(chain, made);
    in(tx -> tx.operations().delete(made[1].id()));
    assertAnswer(2L, tx -> tx.logs().prune(log, 3));
    assertEquals(List.of(made[3]), entries(log, LogRange.ALL));
  }

  @Test
  @Tag("LOG-18")
  @Tag("LOG-20")
  @Tag("LOG-21")
  void aCallRemovesAnyNumber() {
    int most = 10_000;
    Operation[] made = chain.next(most + 3);
    insert(chain, made);
    TransactionOptions little = TransactionOptions.DEFAULTS.withMaxBytes(50_000);
    OpenTransaction open = OpenTransaction.ask(storage, little.withTimeout(Duration.ofMinutes(10)));
    assertEquals(most + 2L, await(open.handle().logs().prune(log, most + 2)));
    assertEquals(0L, await(open.handle().logs().prune(log, most + 2)));
    assertPruned(open.handle(), made, most + 2);
    open.rollback();
    assertEquals(most + 3, size(LogRange.ALL).operations());
    long pruned = await(storage.transact(little, tx -> tx.logs().prune(log, most - 1)));
    assertEquals(most - 1, pruned);
    assertPruned(logs, made, most - 1);
    assertAnswer(2L, tx -> tx.logs().prune(log, most + 1));
    assertPruned(logs, made, most + 1);
    assertAnswer(2L, tx -> tx.logs().forget(log));
    assertAnswer(0L, tx -> tx.logs().forget(log));
    assertEquals(Optional.empty(), await(logs.logs().latest(log)));
  }

  /** That operations before one are gone, and the others are there. */
  private void assertPruned(LogView view, Operation[] made, int until) {
    List<Operation> left = List.of(made).subList(until, made.length);
    assertEquals(left, await(view.logs().entries(log, LogRange.ALL, PageLimit.DEFAULT)));
    assertEquals(
        sizeOf(left.toArray(Operation[]::new)), await(view.logs().size(log, LogRange.ALL)));
    assertEquals(Optional.empty(), await(view.logs().at(log, until - 1)));
    assertEquals(Optional.of(made[until]), await(view.logs().at(log, until)));
    assertEquals(Optional.empty(), await(view.operations().get(made[until - 1].id())));
    assertFalse(await(view.operations().has(made[0].id())));
    assertEquals(
        Set.of(made[until].id()),
        await(view.operations().present(List.of(made[until - 1].id(), made[until].id()))));
    assertEquals(Optional.of(made[made.length - 1]), await(view.logs().latest(log)));
  }

  @Test
  @Tag("LOG-4")
  @Tag("LOG-10")
  @Tag("LOG-11")
  @Tag("LOG-18")
  @Tag("LOG-20")
  @Tag("LOG-25")
  void whatWasPrunedInOneCallIsNotThere() {
    int count = 3_000;
    Operation[] made = chain.next(count);
    Operation[] bodiless = Stream.of(made).map(Operation::withoutBody).toArray(Operation[]::new);
    insert(chain, bodiless);
    int until = count - 2;
    OpenTransaction open = OpenTransaction.begin(storage);
    assertEquals((long) until, await(open.handle().logs().prune(log, until)));
    for (int number : new int[] {0, 1, until / 2, until - 1}) {
      Operation gone = made[number];
      assertFalse(await(open.handle().operations().delete(gone.id())));
      assertFalse(await(open.handle().operations().deleteBody(gone.id())));
      assertFails(ErrorCode.OPERATION_REFUSED, open.handle().operations().insert(gone, log.id()));
    }
    assertEquals(
        List.of((long) until, until + 1L),
        await(open.handle().logs().awaitedBodies(log, LogRange.ALL, 10)));
    assertFalse(await(open.handle().operations().insert(made[until], log.id())));
    open.commit();
    assertEquals(List.of(until + 1L), await(logs.logs().awaitedBodies(log, LogRange.ALL, 10)));
    assertEquals(sizeOf(made[until], bodiless[until + 1]), size(LogRange.ALL));
    assertFails(
        ErrorCode.OPERATION_REFUSED,
        storage.transact(tx -> tx.operations().insert(made[until - 1], log.id())));
  }

  @Test
  @Tag("LOG-21")
  void aLongLogThatWasForgottenComesAgain() {
    Operation[] made = chain.next(3_000);
    insert(chain, made);
    assertAnswer(3_000L, tx -> tx.logs().forget(log));
    assertEquals(List.of(), await(logs.logs().logs(Optional.empty(), 10)));
    assertFalse(await(logs.operations().has(made[0].id())));
    assertFalse(await(logs.operations().has(made[2_999].id())));
    Operation[] some = Arrays.copyOf(made, 2_000);
    insert(chain, some);
    assertEquals(sizeOf(some), size(LogRange.ALL));
    assertEquals(Optional.of(made[1_999]), await(logs.logs().latest(log)));
    insert(chain, Arrays.copyOfRange(made, 2_000, 3_000));
    assertAnswer(2_000L, tx -> tx.logs().prune(log, 2_000));
    assertTrue(await(logs.operations().has(made[2_000].id())));
    assertFalse(await(logs.operations().has(made[1_999].id())));
    assertAnswer(1_000L, tx -> tx.logs().forget(log));
    insert(chain, made);
    assertEquals(sizeOf(made), size(LogRange.ALL));
  }

  @Test
  @Tag("LOG-19")
  void whatIsToBeKeptHasToBeThere() {
    Operation[] made = chain.next(3);
    insert(chain, made);
    assertFails(ErrorCode.BAD_REQUEST, storage.transact(tx -> tx.logs().prune(log, 3)));
    assertFails(ErrorCode.BAD_REQUEST, storage.transact(tx -> tx.logs().prune(log, 1_000)));
    assertEquals(List.of(made), entries(log, LogRange.ALL));
    assertAnswer(0L, tx -> tx.logs().prune(nothing, 5));
    assertAnswer(0L, tx -> tx.logs().prune(nothing, 0));
  }

  @Test
  @Tag("LOG-20")
  void aLogThatWasPrunedGoesOn() {
    insert(chain, chain.next(4));
    in(tx -> tx.logs().prune(log, 3));
    assertEquals(3, await(logs.logs().heights(List.of(log))).of(log).orElseThrow());
    Operation fork = chain.fork();
    Operation next = chain.next();
    insert(chain, next, chain.next());
    assertEquals(Optional.of(next), await(logs.logs().at(log, 4)));
    assertFails(
        ErrorCode.OPERATION_REFUSED,
        storage.transact(tx -> tx.operations().insert(fork, log.id())));
    assertEquals(3, entries(log, LogRange.ALL).size());
  }

  @Test
  @Tag("LOG-21")
  void aLogThatWasForgottenNeverWas() {
    Operation otherFirst = chain.fork();
    Operation[] made = chain.next(3);
    insert(chain, made);
    assertAnswer(3L, tx -> tx.logs().forget(log));
    assertAnswer(0L, tx -> tx.logs().forget(log));
    assertFalse(await(logs.operations().has(made[1].id())));
    assertEquals(LogHeights.NONE, await(logs.logs().heights(List.of(log))));
    assertEquals(LogSize.NONE, size(LogRange.ALL));
    assertEquals(List.of(), await(logs.logs().logs(Optional.empty(), 10)));
    assertAnswer(true, tx -> tx.operations().insert(otherFirst, log.id()));
    assertEquals(List.of(otherFirst), entries(log, LogRange.ALL));
    in(tx -> tx.logs().forget(log));
    LogExtensions prunes = LogExtensions.NONE.withPrune(true);
    assertAnswer(true, tx -> tx.operations().insert(made[2], log.id(), prunes));
  }

  @Test
  @Tag("LOG-22")
  void aCallNamesNotMoreLogsThanItTakes() {
    int most = LogStore.MAX_LOGS;
    insert(chain, chain.next());
    assertEquals(
        LogHeights.of(Map.of(log, 0L)), await(logs.logs().heights(Collections.nCopies(most, log))));
    List<Log> more = Collections.nCopies(most + 1, log);
    assertThrows(IllegalArgumentException.class, () -> logs.logs().heights(more));
    assertEquals(Set.of(), await(logs.logs().logsAwaitingBodies(Collections.nCopies(most, log))));
    assertThrows(IllegalArgumentException.class, () -> logs.logs().logsAwaitingBodies(more));
    int tooMany = LogStore.MAX_AWAITED + 1;
    assertThrows(
        IllegalArgumentException.class,
        () -> logs.logs().awaitedBodies(log, LogRange.ALL, tooMany));
    assertThrows(
        IllegalArgumentException.class, () -> logs.logs().awaitedBodies(log, LogRange.ALL, 0));
  }

  @Test
  @Tag("LOG-10")
  @Tag("LOG-14")
  void readsInATransactionAreAsThoseElsewhere() {
    Operation[] made = chain.next(5);
    OpenTransaction open = OpenTransaction.begin(storage);
    for (Operation each : made) {
      assertTrue(await(open.handle().operations().insert(each, log.id())));
    }
    LogView within = open.handle();
    assertEquals(
        List.of(made).subList(2, 4),
        await(within.logs().entries(log, LogRange.until(3).withAfter(1), PageLimit.DEFAULT)));
    assertEquals(
        List.of(made[0]),
        await(within.logs().entries(log, LogRange.ALL, PageLimit.DEFAULT.withRows(1))));
    assertTrue(await(open.handle().operations().deleteBody(made[4].id())));
    assertEquals(Optional.empty(), await(within.logs().latest(log)).orElseThrow().body());
    open.commit();
    assertEquals(Optional.empty(), await(logs.logs().latest(log)).orElseThrow().body());
  }
}
