package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.instrument.Probe;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.operation.LogStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.opentest4j.TestAbortedException;

/** Empty stores of logs for each test, and short words for what tests do with them. */
public abstract class LogFixture {
  private static Vertx vertx;

  private final StorageHome.Source homes;
  private StorageHome home;
  protected Storage storage;
  protected LogStores logs;

  protected LogFixture(StorageHome.Source homes) {
    this.homes = homes;
  }

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  protected static Vertx vertx() {
    return vertx;
  }

  @BeforeEach
  void open() throws IOException {
    home = homes.make();
    openHome();
  }

  private void openHome() {
    storage = await(home.open(vertx));
    logs = logsOf(storage);
  }

  /** The logs of a storage; ends the test, with the reason, if it keeps none. */
  static LogStores logsOf(Storage storage) {
    try {
      return await(storage.logs());
    } catch (StoreException e) {
      if (e.code() == ErrorCode.NOT_SUPPORTED) {
        throw new TestAbortedException("The storage keeps no signed logs", e);
      }
      throw e;
    }
  }

  /** Why the storage of a home can't be tried, if it keeps no logs. */
  static Optional<TestAbortedException> lack(Vertx vertx, StorageHome home) {
    Storage storage = await(home.open(vertx));
    try {
      logsOf(storage);
      return Optional.empty();
    } catch (TestAbortedException e) {
      return Optional.of(e);
    } finally {
      await(storage.close());
    }
  }

  /** Whether the storage promises to have after a crash what it answered for. */
  static boolean isDurable(Storage storage) {
    return await(storage.openOrCreate(new DatabaseName("durable")))
        .capabilities()
        .contains(Capability.DURABLE);
  }

  /** Closes the storage and opens it again; ends the test if nothing would be there. */
  protected void reopen() {
    if (!home.keeps()) {
      throw new TestAbortedException("The storage keeps nothing when it is closed");
    }
    shut();
    openHome();
  }

  /** Goes on with what a crash at this moment leaves; ends the test if there can be none. */
  protected void crash() throws IOException {
    if (!isDurable(storage)) {
      throw new TestAbortedException("The store lacks " + Capability.DURABLE);
    }
    StorageHome left =
        home.crashed().orElseThrow(() -> new TestAbortedException("No crash can be had here"));
    shut();
    home.delete();
    home = left;
    openHome();
  }

  private void shut() {
    await(storage.close());
    home.engine().ifPresent(Probe::requireReleased);
  }

  @AfterEach
  void closeAndCheck() throws IOException {
    shut();
    home.delete();
  }

  /** What a transaction answers, which is committed. */
  protected <T> T in(Function<StorageTransaction, Future<T>> work) {
    return await(storage.transact(work));
  }

  /** Compares what a transaction answers, which is committed. */
  protected <T> void assertAnswer(T expected, Function<StorageTransaction, Future<T>> work) {
    assertEquals(expected, in(work));
  }

  /** Inserts operations into a log, in a transaction of their own. */
  protected void insert(Author.Chain chain, Operation... operations) {
    in(
        tx -> {
          Future<?> last = Future.succeededFuture();
          for (Operation operation : operations) {
            last = tx.operations().insert(operation, chain.log().id());
          }
          return last;
        });
  }
}
