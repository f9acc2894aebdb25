package dev.couchgrass.store.memory.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.TransactionOptions;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.kv.KvStorage;
import dev.couchgrass.store.memory.MemoryEngine;
import dev.couchgrass.store.operation.OrderState;
import dev.couchgrass.store.operation.OrdererCounts;
import dev.couchgrass.store.operation.OrdererStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many wait for an item, taking it takes little room. */
@Timeout(180)
class OrdererReleasesTest {
  private static final int MANY = 200_000;
  private static final int PIECE = 10_000;
  private static final TransactionOptions LITTLE =
      TransactionOptions.DEFAULTS.withMaxBytes(2_000_000);
  private static final Hash FIRST = item(-1);

  private final Vertx vertx = Vertx.vertx();
  private final MemoryEngine engine = new MemoryEngine();
  private Storage storage;

  private static Hash item(int number) {
    return Hash.of(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  @BeforeEach
  void fill() {
    storage = KvStorage.open(vertx, engine, KvOptions.DEFAULTS).await();
    for (int from = 0; from < MANY; from += PIECE) {
      add(from, from + PIECE);
    }
    storage.transact(tx -> tx.orderer("o").addAcyclic(FIRST, List.of())).await();
  }

  private void add(int from, int to) {
    storage
        .transact(
            tx -> {
              Future<OrderState> last = Future.succeededFuture();
              for (int i = from; i < to; i++) {
                last = tx.orderer("o").addAcyclic(item(i), List.of(FIRST));
              }
              return last;
            })
        .await();
  }

  @AfterEach
  void close() {
    storage.close().await();
    vertx.close().await();
  }

  private List<Hash> take(int limit) {
    return storage.transact(LITTLE, tx -> tx.orderer("o").take(limit)).await();
  }

  private OrderState addOne(Hash id) {
    return storage.transact(tx -> tx.orderer("o").add(id, List.of(FIRST))).await();
  }

  @Test
  void eachIsHandedOutOnce() {
    OrdererStore orderer = storage.logs().await().orderer("o");
    assertEquals(List.of(FIRST), take(1));
    OrdererCounts first = orderer.counts().await();
    assertEquals(1_001, first.ready());
    assertEquals(MANY - 1_001, first.pending());
    KvCheckTest.assertSound(engine);
    assertEquals(1, storage.transact(tx -> tx.orderer("o").restore(1)).await());
    assertEquals(OrderState.READY, addOne(item(MANY)), "What is being released counts as taken");
    Set<Hash> taken = new HashSet<>();
    for (List<Hash> some = take(2_000); !some.isEmpty(); some = take(2_000)) {
      assertTrue(some.size() == 2_000 || taken.size() + some.size() == MANY + 2);
      some.forEach(each -> assertTrue(taken.add(each), "It was handed out twice"));
    }
    assertEquals(MANY + 2, taken.size());
    assertEquals(new OrdererCounts(0, 0, MANY + 2L, 0), orderer.counts().await());
    assertEquals(OrderState.READY, addOne(item(MANY + 1)));
    KvCheckTest.assertSound(engine);
  }
}
