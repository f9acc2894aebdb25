package dev.couchgrass.store.operation;

import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Reads how far somebody has come with logs, by names as {@link Cursor} has them. */
public interface CursorStore {
  /** The most logs that a cursor is read or set with as a whole, and the most rows of a page. */
  int MAX_ROWS = 10_000;

  /**
   * A cursor; empty if there is none of the name. Fails with {@link ErrorCode#BAD_REQUEST} if no
   * cursor can have the name, with {@link ErrorCode#TOO_LARGE} if it has more than {@link
   * #MAX_ROWS} logs: read those with {@link #heights}.
   */
  Future<Optional<Cursor>> get(String name);

  /**
   * How far a cursor has come, in the order of the logs; nothing if there is none of the name, or
   * no more. Fails with {@link ErrorCode#BAD_REQUEST} if no cursor can have the name.
   *
   * @param after begins behind this log; empty begins with the first
   * @param limit how many logs at most, 1 to {@link #MAX_ROWS}
   */
  Future<LogHeights> heights(String name, Optional<Log> after, int limit);

  /**
   * The names of cursors, in the order of their bytes.
   *
   * @param after begins behind this one; empty begins with the first
   * @param limit how many at most, 1 to {@link #MAX_ROWS}
   */
  Future<List<String>> names(Optional<String> after, int limit);
}
