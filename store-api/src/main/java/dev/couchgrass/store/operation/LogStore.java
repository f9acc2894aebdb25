package dev.couchgrass.store.operation;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Operation;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads logs: an author's operations in the order of their sequence numbers, each number once.
 *
 * <p>A look-up costs the logarithm of what the store holds, however long the log is.
 */
public interface LogStore {
  /** The most logs that one call takes, or answers. */
  int MAX_LOGS = 10_000;

  /** The most sequence numbers that one call of {@link #awaitedBodies} answers. */
  int MAX_AWAITED = 10_000;

  /** The newest operation of a log; empty if there is no such log. */
  Future<Optional<Operation>> latest(Log log);

  /** The operation of a sequence number; empty if it is not there. */
  Future<Optional<Operation>> at(Log log, long sequenceNumber);

  /**
   * How far logs go; those that are not there are left out. Costs a look-up for each.
   *
   * @throws IllegalArgumentException if there are more than {@link #MAX_LOGS}
   */
  Future<LogHeights> heights(Collection<Log> logs);

  /**
   * How much of a log is there; nothing if there is no such log. Costs a few look-ups, however long
   * the range is.
   */
  Future<LogSize> size(Log log, LogRange range);

  /**
   * The first operations of a range, in order; an empty list if there is none. Go on behind the
   * last one's sequence number. Costs what it returns.
   */
  Future<List<Operation>> entries(Log log, LogRange range, PageLimit limit);

  /**
   * The first operations of a range whose bodies never came, in order, by their sequence numbers;
   * an empty list if there is none. What had its body, and lost it here, is not among them. Go on
   * behind the last one. Costs what it returns.
   *
   * @param limit how many at most, 1 to {@link #MAX_AWAITED}
   * @see OperationWriter#insert(dev.couchgrass.core.operation.Operation,
   *     dev.couchgrass.core.operation.LogId)
   */
  Future<List<Long>> awaitedBodies(Log log, LogRange range, int limit);

  /**
   * Those of some logs that have a body that never came: of which {@link #awaitedBodies} would list
   * one. Costs a few look-ups for each.
   *
   * @throws IllegalArgumentException if there are more than {@link #MAX_LOGS}
   */
  Future<Set<Log>> logsAwaitingBodies(Collection<Log> logs);

  /**
   * Logs that are there, in order.
   *
   * @param after begins behind this one; empty begins with the first
   * @param limit how many at most, 1 to {@link #MAX_LOGS}
   */
  Future<List<Log>> logs(Optional<Log> after, int limit);
}
