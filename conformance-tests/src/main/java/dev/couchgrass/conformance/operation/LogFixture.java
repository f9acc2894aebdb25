package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.partial.Lack;
import dev.couchgrass.conformance.partial.StorageFixture;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.operation.LogStores;
import io.vertx.core.Future;
import java.util.function.Function;

/** Empty stores of logs for each test, and short words for what tests do with them. */
public abstract class LogFixture extends StorageFixture {
  @SuppressWarnings("NullAway.Init") // Set before each test, when the storage is opened.
  protected LogStores logs;

  protected LogFixture(StorageHome.Source homes) {
    super(homes);
  }

  @Override
  protected void opened(Storage fresh) {
    logs = logsOf(fresh);
  }

  /** The logs of a storage; ends the test, with the reason, if it keeps none. */
  static LogStores logsOf(Storage storage) {
    return Lack.require(storage.logs(), "The storage keeps no signed logs");
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
