package dev.couchgrass.store.operation;

import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Reads states that applications keep beside their logs, by kind and name. A name has 1 to 255
 * bytes of UTF-8, others fail with {@link ErrorCode#BAD_REQUEST}.
 */
public interface StateStore {
  /** The most names that one call returns. */
  int MAX_ROWS = 10_000;

  /** A state; empty if there is none. */
  Future<Optional<byte[]>> get(StateKind kind, String name);

  /** Whether there is a state. */
  Future<Boolean> has(StateKind kind, String name);

  /**
   * The names of states of a kind, in the order of their bytes.
   *
   * @param after begins behind this one; empty begins with the first
   * @param limit how many at most, 1 to {@link #MAX_ROWS}
   */
  Future<List<String>> names(StateKind kind, Optional<String> after, int limit);
}
