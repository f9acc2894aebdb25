package dev.couchgrass.store.operation;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;

/** Shortens logs, from their beginning. */
public interface LogWriter extends LogStore {
  /**
   * The most operations that one call of {@link #prune} or {@link #forget} removes, so that a
   * transaction has a bound: call again until it answers 0.
   */
  int MAX_REMOVED = 10_000;

  /**
   * Removes the operations of a log before a sequence number, the oldest first, headers and bodies.
   * The one with that number stays, and so does the newest of the log in any case.
   *
   * <p>Others who have nothing of the log can take it only if it begins with its first operation,
   * or with one that prunes: what was cut off elsewhere stays here alone.
   *
   * <p>Fails with {@link ErrorCode#BAD_REQUEST} if the log does not go so far: what is to be kept
   * has to be there.
   *
   * @return how many were removed, at most {@link #MAX_REMOVED}; 0 if there is no such log
   */
  Future<Long> prune(Log log, long until);

  /**
   * Removes a log: the operations, the oldest first, and with the last one how far the log went,
   * and so what keeps it from forking. For what the application will never add to, nor sync, again.
   * Topics keep their association.
   *
   * @return how many were removed, at most {@link #MAX_REMOVED}; 0 if there is no such log
   */
  Future<Long> forget(Log log);
}
