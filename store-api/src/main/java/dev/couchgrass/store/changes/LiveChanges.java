package dev.couchgrass.store.changes;

import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import java.util.List;

/**
 * The changes of a database as they happen, without end, woken by commits.
 *
 * <p>For one reader: the next call comes after the future of the one before has completed.
 */
public interface LiveChanges {
  /**
   * Takes the next changes, at least one and at most {@code max}; waits if there are none. After
   * {@link #close} (also while waiting), and when the storage is closed, an empty list. After a
   * failure the next call goes on where the last success ended. Fails with {@code DATABASE_MISSING}
   * when the database is deleted.
   */
  Future<List<Change>> next(int max);

  /**
   * Where to go on from: everything up to here was looked at, whether it passed the filter or not.
   */
  UpdateSequence lastSequence();

  /**
   * How many changes lie after {@link #lastSequence()}, as of the last look: never too few, and
   * exact where the store can count them without a walk.
   */
  long pending();

  /** Stops waiting and releases everything. Idempotent. */
  Future<Void> close();
}
