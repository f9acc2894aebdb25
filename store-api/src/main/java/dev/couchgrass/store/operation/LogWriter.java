package dev.couchgrass.store.operation;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;

/**
 * Shortens logs, from their beginning. What a call removes is gone at once, for whoever reads
 * later, however much it is, and takes little of a transaction's room: the store may give back what
 * it took up in the background, also after it was closed and opened again.
 */
public interface LogWriter extends LogStore {
  /**
   * Removes the operations of a log before a sequence number, headers and bodies. The one with that
   * number stays, and so does the newest of the log in any case.
   *
   * <p>Others who have nothing of the log can take it only if it begins with its first operation,
   * or with one that prunes: what was cut off elsewhere stays here alone.
   *
   * <p>Fails with {@link ErrorCode#BAD_REQUEST} if the log does not go so far: what is to be kept
   * has to be there.
   *
   * @return how many were removed; 0 if there is no such log
   */
  Future<Long> prune(Log log, long until);

  /**
   * Removes a log: the operations, and how far the log went, and so what keeps it from forking. For
   * what the application will never add to, nor sync, again. Topics keep their association.
   *
   * @return how many operations were removed; 0 if there is no such log
   */
  Future<Long> forget(Log log);
}
