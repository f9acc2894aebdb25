package dev.couchgrass.store.operation;

import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;

/** Moves cursors. */
public interface CursorWriter extends CursorStore {
  /**
   * Puts a cursor in the place of the one of its name, if there is one: further or not.
   *
   * <p>Fails with {@link ErrorCode#TOO_LARGE} if it has more than {@link #MAX_ROWS} logs: move one
   * that has more log by log.
   */
  Future<Void> set(Cursor cursor);

  /**
   * Moves a cursor forward in one log, never back; makes it if it is not there. Costs the same
   * however many logs it has, and there is no limit to them.
   *
   * <p>Fails with {@link ErrorCode#BAD_REQUEST} if no cursor can have the name.
   *
   * @return false if it was so far already
   */
  Future<Boolean> advance(String name, Log log, long height);

  /**
   * Removes a cursor.
   *
   * @return whether it was there
   */
  Future<Boolean> delete(String name);
}
