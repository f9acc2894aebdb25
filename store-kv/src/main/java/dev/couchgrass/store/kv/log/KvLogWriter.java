package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.store.operation.LogWriter;
import io.vertx.core.Future;

/** Shortens logs. */
final class KvLogWriter extends KvLogStore implements LogWriter {
  /** How many look-ups a removal is at most, about. */
  private static final long REMOVAL = 4L * Beginning.ROWS;

  private final LogAccess.Writing access;

  KvLogWriter(LogAccess.Writing access) {
    super(access);
    this.access = access;
  }

  @Override
  public Future<Long> prune(Log log, long until) {
    return access.write(REMOVAL, unit -> new Removal(unit).prune(log, until));
  }

  @Override
  public Future<Long> forget(Log log) {
    return access.write(REMOVAL, unit -> new Removal(unit).forget(log));
  }
}
