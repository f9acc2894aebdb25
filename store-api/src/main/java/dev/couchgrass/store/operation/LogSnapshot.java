package dev.couchgrass.store.operation;

import io.vertx.core.Future;

/**
 * The stores of signed logs at one moment, whatever is committed later. Every method throws {@link
 * IllegalStateException} after {@link #close}.
 */
public interface LogSnapshot extends LogView {
  /** Releases what the snapshot holds. Idempotent. */
  Future<Void> close();
}
