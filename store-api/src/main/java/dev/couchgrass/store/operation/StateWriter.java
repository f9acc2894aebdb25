package dev.couchgrass.store.operation;

import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;

/** Keeps states. */
public interface StateWriter extends StateStore {
  /** The largest state, in bytes: 16 MiB. */
  int MAX_STATE_BYTES = 1 << 24;

  /**
   * Keeps a state, in the place of the one there was. Fails with {@link ErrorCode#TOO_LARGE} if it
   * has more than {@link #MAX_STATE_BYTES}.
   */
  Future<Void> set(StateKind kind, String name, byte[] state);

  /**
   * Removes a state.
   *
   * @return whether it was there
   */
  Future<Boolean> delete(StateKind kind, String name);
}
