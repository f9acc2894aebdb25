package dev.couchgrass.store.kv.log;

import dev.couchgrass.store.kv.commit.Mutation;
import io.vertx.core.Future;
import java.util.function.Function;

/** How stores of the API get at signed logs: now, at a moment, or within a transaction. */
public interface LogAccess {
  /**
   * Reads. The future completes on the caller's context.
   *
   * @param weight how many look-ups that is, roughly
   */
  <T> Future<T> read(long weight, Function<LogMoment, T> read);

  /** From within a transaction. */
  interface Writing extends LogAccess {
    /** Writes, whole or not at all. The future completes on the caller's context. */
    <T> Future<T> write(long weight, Mutation<LogUnit, T> mutation);
  }
}
