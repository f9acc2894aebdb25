package dev.couchgrass.store.memory.kv;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationBuilder;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.TransactionOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.store.operation.LogStores;
import dev.couchgrass.store.operation.PageLimit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TransactTest {
  private static final DatabaseName NAME = new DatabaseName("notes");
  private final Vertx vertx = Vertx.vertx();
  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final Log log = new Log(key.publicKey(), LogId.ofBytes(new byte[] {1}));
  private final Topic topic = Topic.random(new SecureRandom());
  private Storage storage;
  private DocumentStore documents;

  @BeforeEach
  void open() {
    storage = MemoryStorage.open(vertx).await();
    documents = storage.create(NAME).await();
  }

  @AfterEach
  void close() {
    storage.close().await();
    vertx.close().await();
  }

  private Future<Operation> append(StorageTransaction tx, String body) {
    return tx.logs()
        .latest(log)
        .map(
            latest ->
                OperationBuilder.behind(latest)
                    .body(body.getBytes(StandardCharsets.UTF_8))
                    .sign(key))
        .compose(
            operation ->
                tx.topics()
                    .associate(topic, log)
                    .compose(done -> tx.operations().insert(operation, log.id()))
                    .map(operation));
  }

  @Test
  void appends() {
    for (int i = 0; i < 5; i++) {
      storage.transact(tx -> append(tx, "hello")).await();
    }
    LogStores logs = storage.logs().await();
    assertEquals(4, logs.logs().latest(log).await().get().header().sequenceNumber());
    assertEquals(5, logs.logs().entries(log, LogRange.ALL, PageLimit.DEFAULT).await().size());
    assertEquals(25, logs.logs().size(log, LogRange.ALL).await().bodyBytes());
    assertEquals(List.of(log), logs.topics().logs(topic, Optional.empty(), 10).await());
  }

  @Test
  void isAllOrNothing() {
    DocumentId id = new DocumentId("a");
    Function<StorageTransaction, Future<Operation>> work =
        tx ->
            tx.documents(NAME)
                .compose(
                    notes ->
                        notes
                            .write(List.of(DocumentEdit.create(id, JsonBody.parse("{}"))))
                            .compose(done -> notes.get(id, GetOptions.DEFAULTS)))
                .compose(
                    found -> {
                      assertTrue(found.isPresent());
                      return append(tx, "x");
                    });
    Future<Operation> failed =
        storage.transact(tx -> work.apply(tx).compose(done -> Future.failedFuture("no")));
    assertThrows(Throwable.class, failed::await);
    assertTrue(documents.get(id, GetOptions.DEFAULTS).await().isEmpty());
    assertTrue(storage.logs().await().logs().latest(log).await().isEmpty());
    Operation operation = storage.transact(work).await();
    assertTrue(documents.get(id, GetOptions.DEFAULTS).await().isPresent());
    assertTrue(storage.logs().await().operations().has(operation.id()).await());
  }

  @Test
  void endsWhenItsTimeIsOver() {
    AtomicReference<StorageTransaction> kept = new AtomicReference<>();
    Promise<Void> never = Promise.promise();
    Future<Void> lost =
        storage.transact(
            TransactionOptions.DEFAULTS.withTimeout(Duration.ofMillis(50)),
            tx -> {
              kept.set(tx);
              return append(tx, "x").compose(done -> never.future());
            });
    Future<Operation> next = storage.transact(tx -> append(tx, "y"));
    assertFails(ErrorCode.TRANSACTION_EXPIRED, lost);
    assertEquals(0, next.await().header().sequenceNumber());
    assertThrows(IllegalStateException.class, () -> kept.get().topics());
  }

  @Test
  void orders() {
    Hash a = Hash.of(new byte[] {1});
    Hash b = Hash.of(new byte[] {2});
    Hash c = Hash.of(new byte[] {3});
    storage
        .transact(
            tx ->
                tx.orderer("q")
                    .add(c, List.of(a, b))
                    .compose(done -> tx.orderer("q").add(b, List.of(a, a)))
                    .compose(done -> tx.orderer("q").add(a, List.of())))
        .await();
    List<Hash> taken = storage.transact(tx -> tx.orderer("q").take(10)).await();
    assertEquals(List.of(a, b, c), taken);
  }

  @Test
  void aDatabaseThatIsDeletedMeanwhileHoldsUpNobodyForGood() {
    DatabaseName other = new DatabaseName("other");
    storage.create(other).await();
    Future<Void> stuck =
        storage.transact(
            TransactionOptions.DEFAULTS.withTimeout(Duration.ofMillis(300)),
            tx ->
                tx.documents(NAME)
                    .compose(
                        notes -> {
                          Future<Void> deleted = storage.delete(NAME);
                          // Waits behind the deletion, which waits for this transaction.
                          return storage.create(new DatabaseName("third")).compose(made -> deleted);
                        }));
    assertFails(ErrorCode.TRANSACTION_EXPIRED, stuck);
    storage.transact(tx -> append(tx, "x")).await();
    storage.open(other).await();
    storage.create(NAME).await();
  }

  @Test
  void waitsForADatabaseNoLongerThanItMayLast() {
    Promise<Void> never = Promise.promise();
    DatabaseName late = new DatabaseName("late");
    Future<Void> stuck =
        storage.transact(
            TransactionOptions.DEFAULTS.withTimeout(Duration.ofMillis(300)),
            tx ->
                tx.documents(NAME)
                    .compose(
                        notes -> {
                          storage.delete(NAME);
                          storage.create(late);
                          return tx.documents(late).compose(there -> never.future());
                        }));
    assertFails(ErrorCode.TRANSACTION_EXPIRED, stuck);
    storage.transact(tx -> append(tx, "x")).await();
    storage.open(late).await();
  }
}
