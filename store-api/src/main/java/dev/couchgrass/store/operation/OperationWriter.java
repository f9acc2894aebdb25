package dev.couchgrass.store.operation;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;

/** Adds operations to logs, and removes them. */
public interface OperationWriter extends OperationStore {
  /**
   * Adds an operation to the end of its author's log, as its extensions say what they say about
   * logs.
   *
   * <p>The operation's place is checked (OPN-16 to 21), so that a log in a store has no gap, but
   * before an operation that prunes, and no fork; its signature must be there and is not verified,
   * which takes long: whoever takes operations from others verifies them before.
   *
   * <p>Fails with {@link ErrorCode#OPERATION_REFUSED} if it is unsigned, its elements do not fit
   * together, or the log has another place for it; with {@link ErrorCode#OPERATION_EARLY} if
   * operations before it are missing: the detail is the sequence number of the first of them.
   *
   * <p>An operation that is there already, in whichever log, stays as it is. But if it is in this
   * one without its body, that never came ({@link LogStore#awaitedBodies}), and it comes with it
   * now, then the body is kept; one that was deleted does not come again.
   *
   * @return false if it is there already
   */
  Future<Boolean> insert(Operation operation, LogId logId);

  /**
   * As {@link #insert(Operation, LogId)}, for operations whose extensions have a form of the
   * application's.
   *
   * @param says what they say about logs
   */
  Future<Boolean> insert(Operation operation, LogId logId, LogExtensions says);

  /**
   * Removes an operation, its header included. Fails with {@link ErrorCode#CONFLICT} if it is the
   * newest of its log: without it, the log could fork. Others may send it again, and it is then
   * refused as out of order; others who have nothing of the log can't take what comes behind it.
   *
   * @return whether it was there
   */
  Future<Boolean> delete(Hash id);

  /**
   * Removes the body of an operation, whose header stays. A body that has not come yet is awaited
   * no more.
   *
   * @return whether the body was there
   */
  Future<Boolean> deleteBody(Hash id);
}
