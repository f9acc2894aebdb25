package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.operation.Header;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.operation.LogSize;
import dev.couchgrass.store.operation.LogWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Removes operations, or their bodies. */
final class Removal {
  private final LogUnit unit;
  private final LogKeys keys;
  private final Operations operations;
  private final AwaitedBodies awaited;

  Removal(LogUnit unit) {
    this.unit = unit;
    this.keys = unit.keys();
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
        .flatMap(name -> new Logs(unit.moment()).record(name))
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

  /** Removes the operations of a log before one that it has come to. */
  long prune(Log log, long until) {
    Optional<LogRecord> found = new Logs(unit.moment()).record(log);
    if (found.isEmpty()) {
      return 0;
    }
    if (until > found.get().head()) {
      throw new StoreException(
          ErrorCode.BAD_REQUEST, "The log does not go so far: ", Long.toString(until));
    }
    return until <= 0 ? 0 : removeFirst(found.get().number(), until - 1);
  }

  /** Removes a log. */
  long forget(Log log) {
    Optional<LogRecord> found = new Logs(unit.moment()).record(log);
    if (found.isEmpty()) {
      return 0;
    }
    int number = found.get().number();
    long removed = removeFirst(number, found.get().head());
    if (unit.moment().isEmpty(keys.headers(number, 0, found.get().head()))) {
      unit.delete(keys.log(log));
      unit.delete(keys.logName(number));
      unit.deleteAll(keys.lacks(number));
    }
    return removed;
  }

  /** Removes the first operations of a log up to one of them, not more than one call may. */
  private long removeFirst(int log, long last) {
    List<Header> first = new ArrayList<>();
    try (Cursor cursor = unit.moment().scan(keys.headers(log, 0, last), Direction.FORWARD)) {
      while (first.size() < LogWriter.MAX_REMOVED && cursor.next()) {
        first.add(Operations.decode(cursor.value()));
      }
    }
    first.forEach(header -> remove(log, header));
    // Operations that were deleted before lack something too, also behind the last one here.
    boolean all = first.size() < LogWriter.MAX_REMOVED;
    long gone = all ? last : first.get(first.size() - 1).sequenceNumber();
    Lacks.forget(unit, log, gone);
    awaited.forgetUpTo(log, gone);
    return first.size();
  }
}
