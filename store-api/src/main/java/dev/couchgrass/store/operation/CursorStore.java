package dev.couchgrass.store.operation;

import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Reads how far somebody has come with logs, by names as {@link Cursor} has them. */
public interface CursorStore {
  /** The most logs that one cursor has, and the most names that one call returns. */
  int MAX_ROWS = 10_000;

  /**
   * A cursor; empty if there is none of the name. Fails with {@link ErrorCode#BAD_REQUEST} if no
   * cursor can have the name.
   */
  Future<Optional<Cursor>> get(String name);

  /**
   * The names of cursors, in the order of their bytes.
   *
   * @param after begins behind this one; empty begins with the first
   * @param limit how many at most, 1 to {@link #MAX_ROWS}
   */
  Future<List<String>> names(Optional<String> after, int limit);
}
