package dev.couchgrass.store.operation;

import io.vertx.core.Future;

/**
 * The stores of signed logs of a storage, as they are when each read begins. A read never waits for
 * a transaction, and sees nothing of one that is not committed. Every method throws {@link
 * IllegalStateException} once the storage is closed.
 */
public interface LogStores extends LogView {
  /** All of them at this moment. */
  Future<LogSnapshot> snapshot();
}
