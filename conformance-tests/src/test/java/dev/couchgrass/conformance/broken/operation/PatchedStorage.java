package dev.couchgrass.conformance.broken.operation;

import dev.couchgrass.conformance.broken.storage.DelegatingStorage;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.TransactionOptions;
import dev.couchgrass.store.operation.LogStores;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/** A storage whose logs, or whose transactions, have something else in some places. */
class PatchedStorage extends DelegatingStorage {
  private Optional<LogStores> patched = Optional.empty();

  PatchedStorage(Storage inner) {
    super(inner);
  }

  /** What is read elsewhere. */
  LogStores elsewhere(LogStores logs) {
    return logs;
  }

  /** What the work is given. */
  StorageTransaction within(StorageTransaction tx) {
    return tx;
  }

  /** One for all calls, as it must be. */
  @Override
  public Future<LogStores> logs() {
    return inner.logs().map(this::patched);
  }

  private synchronized LogStores patched(LogStores logs) {
    LogStores one = patched.orElseGet(() -> elsewhere(logs));
    patched = Optional.of(one);
    return one;
  }

  @Override
  public <T> Future<T> transact(
      TransactionOptions options, Function<StorageTransaction, Future<T>> work) {
    return inner.transact(options, tx -> work.apply(within(tx)));
  }
}
