package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationLimits;
import dev.couchgrass.store.operation.LogSize;
import dev.couchgrass.store.operation.LogStore;
import dev.couchgrass.store.operation.PageLimit;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads logs. */
class KvLogStore implements LogStore {
  /** How many look-ups the size of a range is, about. */
  private static final long SIZE = 16;

  private final LogAccess access;

  KvLogStore(LogAccess access) {
    this.access = access;
  }

  @Override
  public Future<Optional<Operation>> latest(Log log) {
    return access.read(3, moment -> new Logs(moment).latest(log));
  }

  @Override
  public Future<Optional<Operation>> at(Log log, long sequenceNumber) {
    if (sequenceNumber < 0 || sequenceNumber > OperationLimits.MAX_SEQUENCE_NUMBER) {
      throw new IllegalArgumentException("A sequence number has 32 bits");
    }
    return access.read(3, moment -> new Logs(moment).at(log, sequenceNumber));
  }

  @Override
  public Future<LogHeights> heights(Collection<Log> logs) {
    Limits.require(logs.size(), 0, MAX_LOGS);
    List<Log> wanted = List.copyOf(logs);
    return access.read(wanted.size(), moment -> new Logs(moment).heights(wanted));
  }

  @Override
  public Future<LogSize> size(Log log, LogRange range) {
    return access.read(SIZE, moment -> new Logs(moment).size(log, range));
  }

  @Override
  public Future<List<Operation>> entries(Log log, LogRange range, PageLimit limit) {
    return access.read(2L * limit.rows(), moment -> new Logs(moment).entries(log, range, limit));
  }

  @Override
  public Future<List<Long>> awaitedBodies(Log log, LogRange range, int limit) {
    Limits.require(limit, 1, MAX_AWAITED);
    return access.read(limit, moment -> new Logs(moment).awaitedBodies(log, range, limit));
  }

  @Override
  public Future<Set<Log>> logsAwaitingBodies(Collection<Log> logs) {
    Limits.require(logs.size(), 0, MAX_LOGS);
    List<Log> wanted = List.copyOf(logs);
    return access.read(3L * wanted.size(), moment -> new Logs(moment).awaitingBodies(wanted));
  }

  @Override
  public Future<List<Log>> logs(Optional<Log> after, int limit) {
    Limits.require(limit, 1, MAX_LOGS);
    return access.read(limit, moment -> new Logs(moment).logs(after, limit));
  }
}
