package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.operation.Header;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.operation.LogSize;
import java.util.Optional;

/** Removes operations, or their bodies. */
final class Removal {
  private final LogUnit unit;
  private final LogKeys keys;
  private final Logs logs;
  private final Operations operations;
  private final AwaitedBodies awaited;

  Removal(LogUnit unit) {
    this.unit = unit;
    this.keys = unit.keys();
    this.logs = new Logs(unit.moment());
    this.operations = new Operations(unit.moment());
    this.awaited = new AwaitedBodies(unit);
  }

  /** Removes an operation that is not its log's newest; answers whether it was there. */
  boolean delete(Hash id) {
    Optional<OperationRecord> found = operations.record(id);
    if (found.isEmpty()) {
      return false;
    }
    int log = found.get().log();
    long number = found.get().sequenceNumber();
    Header header = operations.header(log, number).orElseThrow(LogMoment::damaged);
    if (number == head(log)) {
      throw new StoreException(
          ErrorCode.CONFLICT, "The newest operation of a log can't be deleted");
    }
    LogSize all = Operations.announced(header);
    LogSize lacked = Lacks.of(unit.moment(), log, number);
    Lacks.add(
        unit, log, number, new LogSize(1, all.headerBytes(), all.bodyBytes() - lacked.bodyBytes()));
    remove(log, header);
    awaited.forget(log, number);
    return true;
  }

  private long head(int log) {
    return unit.moment()
        .get(keys.logName(log))
        .map(LogKeys::logOf)
        .flatMap(logs::record)
        .orElseThrow(LogMoment::damaged)
        .head();
  }

  /** Removes a body; answers whether it was there. */
  boolean deleteBody(Hash id) {
    Optional<OperationRecord> found = operations.record(id);
    if (found.isEmpty()) {
      return false;
    }
    int log = found.get().log();
    long number = found.get().sequenceNumber();
    Header header = operations.header(log, number).orElseThrow(LogMoment::damaged);
    if (!operations.hasBody(log, header)) {
      awaited.forget(log, number);
      return false;
    }
    removeBody(log, header);
    Lacks.add(unit, log, number, new LogSize(0, 0, header.payloadSize()));
    return true;
  }

  private void remove(int log, Header header) {
    unit.delete(keys.operation(header.id()));
    unit.delete(keys.header(log, header.sequenceNumber()));
    if (operations.hasBody(log, header)) {
      removeBody(log, header);
    }
  }

  private void removeBody(int log, Header header) {
    long number = header.sequenceNumber();
    Pieces.delete(unit, piece -> keys.body(log, number, piece), header.payloadSize());
  }

  /** Removes the operations of a log before one that it has come to; answers how many. */
  long prune(Log log, long until) {
    Optional<LogRecord> found = logs.record(log);
    if (found.isEmpty()) {
      return 0;
    }
    if (until > found.get().head()) {
      throw new StoreException(
          ErrorCode.BAD_REQUEST, "The log does not go so far: ", Long.toString(until));
    }
    int number = found.get().number();
    if (until <= Sweeps.first(unit.moment(), number)) {
      return 0;
    }
    Beginning beginning = Beginning.of(unit.moment(), number, until - 1);
    if (isWhole(beginning, until - 1)) {
      beginning.remove(unit);
      return beginning.headers().size();
    }
    long removed = logs.size(found.get(), LogRange.until(until - 1)).operations();
    Sweeps.set(unit, number, until);
    return removed;
  }

  /** Removes a log; answers how many operations it had. */
  long forget(Log log) {
    Optional<LogRecord> found = logs.record(log);
    if (found.isEmpty()) {
      return 0;
    }
    int number = found.get().number();
    long head = found.get().head();
    long removed = logs.size(found.get(), LogRange.ALL).operations();
    unit.delete(keys.log(log));
    unit.delete(keys.logName(number));
    Beginning beginning = Beginning.of(unit.moment(), number, head);
    if (isWhole(beginning, head)) {
      beginning.remove(unit);
      unit.deleteAll(keys.lacks(number));
    } else {
      Sweeps.set(unit, number, head + 1);
    }
    return removed;
  }

  /** Whether what is to go is not too much to be removed at once, on top of what waits for that. */
  private boolean isWhole(Beginning beginning, long last) {
    return beginning.last() == last && !Sweeps.isDue(unit.moment(), beginning.log());
  }
}
