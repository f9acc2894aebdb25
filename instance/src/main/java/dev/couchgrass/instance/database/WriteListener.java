package dev.couchgrass.instance.database;

import io.vertx.core.Future;

/** Hears when a database goes on. */
@FunctionalInterface
public interface WriteListener {
  /**
   * Called after a write, which waits for nothing here, and which no failure here undoes; it is
   * logged. The next call comes when the future has completed: what came meanwhile is told as one.
   */
  Future<?> written(WriteEvent event);
}
