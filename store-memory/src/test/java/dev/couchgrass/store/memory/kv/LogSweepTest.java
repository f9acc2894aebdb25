package dev.couchgrass.store.memory.kv;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.TransactionOptions;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import dev.couchgrass.store.operation.LogView;
import dev.couchgrass.store.operation.PageLimit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is pruned is gone at once, and its rows go later, whatever comes in between. */
@Timeout(120)
class LogSweepTest {
  private static final int MANY = 50_000;
  private static final int SOME = 5_000;

  /** What the keys of headers begin with. */
  private static final String HEADERS = "0000000105";

  private static final TransactionOptions LITTLE = TransactionOptions.DEFAULTS.withMaxBytes(1_000);
  private static final SigningKey KEY = SigningKey.ofBytes(new byte[SigningKey.BYTES]);
  private static final Log LOG = new Log(KEY.publicKey(), LogId.ofBytes(new byte[] {1}));
  private static final List<Operation> MADE = new ArrayList<>();

  private final Vertx vertx = Vertx.vertx();
  private final MemoryEngine memory = new MemoryEngine();
  private final SweptEngine engine = new SweptEngine(memory);
  private Storage storage;

  @BeforeAll
  static void make() {
    Optional<Operation> last = Optional.empty();
    for (int i = 0; i < MANY; i++) {
      Operation next = OperationBuilder.behind(last).body(new byte[1 + i % 7]).sign(KEY);
      MADE.add(next);
      last = Optional.of(next);
    }
  }

  @BeforeEach
  void open() {
    storage = KvStorage.open(vertx, engine, KvOptions.DEFAULTS).await();
  }

  @AfterEach
  void close() {
    engine.letAll();
    storage.close().await();
    vertx.close().await();
  }

  private <T> T in(Function<StorageTransaction, Future<T>> work) {
    return storage.transact(work).await();
  }

  private void insert(int from, int to) {
    in(
        tx -> {
          Future<?> last = Future.succeededFuture();
          for (Operation each : MADE.subList(from, to)) {
            last = tx.operations().insert(each, LOG.id());
          }
          return last.mapEmpty();
        });
  }

  private LogView logs() {
    return storage.logs().await();
  }

  /** That exactly the operations from one up to another are there. */
  private void assertThere(int from, int to) {
    LogView view = logs();
    List<Operation> first = MADE.subList(from, Math.min(to, from + 3));
    PageLimit three = PageLimit.DEFAULT.withRows(3);
    assertEquals(first, view.logs().entries(LOG, LogRange.ALL, three).await());
    long bodies = MADE.subList(from, to).stream().mapToLong(it -> it.header().payloadSize()).sum();
    assertEquals(to - from, view.logs().size(LOG, LogRange.ALL).await().operations());
    assertEquals(bodies, view.logs().size(LOG, LogRange.ALL).await().bodyBytes());
    assertEquals(Optional.of(MADE.get(to - 1)), view.logs().latest(LOG).await());
    for (int gone : new int[] {0, from / 2, from - 1}) {
      Hash id = MADE.get(gone).id();
      assertFalse(view.operations().has(id).await());
      assertEquals(Optional.empty(), view.operations().get(id).await());
      assertEquals(Optional.empty(), view.logs().at(LOG, gone).await());
    }
    Hash there = MADE.get(from).id();
    List<Hash> both = List.of(MADE.get(from - 1).id(), there);
    assertEquals(Set.of(there), view.operations().present(both).await());
    KvCheckTest.assertSound(memory);
  }

  private long headers() {
    long count = 0;
    try (Snapshot snapshot = memory.snapshot();
        Cursor cursor =
            snapshot.scan(KeyRange.prefix(HexFormat.of().parseHex(HEADERS)), Direction.FORWARD)) {
      while (cursor.next()) {
        count++;
      }
    }
    return count;
  }

  @Test
  void anyNumberIsPrunedInOneTransaction() {
    insert(0, MANY);
    engine.holdAfter(0);
    long pruned = storage.transact(LITTLE, tx -> tx.logs().prune(LOG, MANY - 10)).await();
    assertEquals(MANY - 10, pruned);
    engine.held().await();
    assertEquals(MANY, headers());
    assertThere(MANY - 10, MANY);
    Future<Void> more = engine.holdAfter(20);
    more.await();
    assertTrue(headers() > 10 && headers() < MANY - 10_000, () -> headers() + " are left");
    assertThere(MANY - 10, MANY);
    engine.letAll();
    engine.swept(1).await();
    assertEquals(10, headers());
    assertThere(MANY - 10, MANY);
  }

  @Test
  void anyNumberIsForgottenInOneTransaction() {
    insert(0, MANY);
    long forgotten = storage.transact(LITTLE, tx -> tx.logs().forget(LOG)).await();
    assertEquals(MANY, forgotten);
    assertFalse(logs().operations().has(MADE.get(MANY / 2).id()).await());
    assertEquals(List.of(), logs().logs().logs(Optional.empty(), 10).await());
    engine.swept(1).await();
    assertEquals(0, headers());
    KvCheckTest.assertSound(memory);
  }

  @Test
  void whatComesAgainIsNotSwept() {
    insert(0, SOME);
    engine.failAfter(2);
    in(tx -> tx.logs().forget(LOG));
    engine.failed().await();
    assertTrue(headers() > 1_000);
    insert(0, SOME);
    assertEquals(SOME, logs().logs().size(LOG, LogRange.ALL).await().operations());
    KvCheckTest.assertSound(memory);
    engine.letAll();
    in(tx -> tx.logs().prune(LOG, 1_500));
    engine.swept(2).await();
    assertEquals(SOME - 1_500, headers());
    assertThere(1_500, SOME);
    for (Operation each : MADE.subList(1_500, SOME)) {
      assertTrue(logs().operations().has(each.id()).await());
    }
  }

  @Test
  void whatFailedGoesOnWithTheNextRemoval() {
    insert(0, SOME);
    engine.failAfter(3);
    in(tx -> tx.logs().prune(LOG, 3_500));
    engine.failed().await();
    assertEquals(SOME - 3_000, headers());
    assertThere(3_500, SOME);
    Operation gone = MADE.get(3_499);
    assertFails(
        ErrorCode.OPERATION_REFUSED,
        storage.transact(tx -> tx.operations().insert(gone, LOG.id())));
    insert(SOME, SOME + 1);
    assertThere(3_500, SOME + 1);
    engine.letAll();
    long one = in(tx -> tx.logs().prune(LOG, 3_501));
    assertEquals(1, one);
    engine.swept(1).await();
    assertEquals(SOME - 3_500, headers());
    assertThere(3_501, SOME + 1);
  }

  /** The first storage is not closed: it is as one whose process was killed. */
  @Test
  void whatAKillInterruptedGoesOnWhenItIsOpened() {
    insert(0, SOME);
    engine.failAfter(2);
    in(tx -> tx.logs().prune(LOG, 4_000));
    engine.failed().await();
    engine.letAll();
    long left = headers();
    assertTrue(left > 1_000 && left < SOME, () -> left + " are left");
    KvStorage.open(vertx, engine, KvOptions.DEFAULTS).await();
    engine.swept(1).await();
    assertEquals(1_000, headers());
    assertThere(4_000, SOME);
  }

  @Test
  void closingWaitsForTheStepUnderWay() {
    insert(0, SOME);
    engine.holdAfter(1);
    in(tx -> tx.logs().prune(LOG, 4_000));
    engine.held().await();
    Future<Void> closed = storage.close();
    assertFalse(closed.isComplete());
    engine.letAll();
    closed.await();
    assertEquals(2, engine.steps());
    assertEquals(3_000, headers());
    storage = KvStorage.open(vertx, engine, KvOptions.DEFAULTS).await();
    engine.swept(1).await();
    assertThere(4_000, SOME);
    assertEquals(1_000, headers());
  }

  @Test
  void aTransactionWaitsForOneStepAlone() {
    insert(0, SOME);
    engine.holdAfter(0);
    in(tx -> tx.logs().prune(LOG, 4_000));
    engine.held().await();
    Future<Boolean> inserted =
        storage.transact(tx -> tx.operations().insert(MADE.get(SOME), LOG.id()));
    assertFalse(inserted.isComplete());
    engine.holdAfter(1);
    assertTrue(inserted.await());
    assertEquals(1, engine.passed());
    engine.letAll();
    engine.swept(1).await();
    assertThere(4_000, SOME + 1);
  }
}
