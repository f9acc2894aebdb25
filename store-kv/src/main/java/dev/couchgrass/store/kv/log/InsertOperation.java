package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.operation.Header;
import dev.couchgrass.core.operation.Held;
import dev.couchgrass.core.operation.InvalidOperationException;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogCheck;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.Placement;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.commit.Mutation;
import dev.couchgrass.store.operation.LogSize;
import java.util.Optional;

/**
 * Adds an operation to its author's log.
 *
 * @param says what its extensions say about logs; empty if they say it themselves
 */
record InsertOperation(Operation operation, LogId logId, Optional<LogExtensions> says)
    implements Mutation<LogUnit, Boolean> {
  @Override
  public Boolean apply(LogUnit unit) {
    Operations operations = new Operations(unit.moment());
    Header header = operation.header();
    Log log = new Log(header.author(), logId);
    Optional<OperationRecord> known = operations.record(operation.id());
    if (known.isPresent()) {
      new AwaitedBodies(unit).fillIn(log, known.get(), operation);
      return false;
    }
    Logs logs = new Logs(unit.moment());
    Optional<LogRecord> there = logs.record(log);
    Optional<Header> head =
        there.map(
            record ->
                operations.header(record.number(), record.head()).orElseThrow(LogMoment::damaged));
    requireNext(log, held(logs, there, head, header));
    LogRecord record =
        new LogRecord(
            there.map(LogRecord::number).orElseGet(() -> number(log, unit)),
            header.sequenceNumber());
    unit.put(unit.keys().log(log), record.encode());
    add(record, before(operations, head), unit);
    return true;
  }

  private static Held held(
      Logs logs, Optional<LogRecord> there, Optional<Header> head, Header header) {
    Optional<Header> same =
        there
            .filter(record -> header.sequenceNumber() < record.head())
            .flatMap(record -> logs.header(record, header.sequenceNumber()));
    return new Held(head, same);
  }

  private void requireNext(Log log, Held held) {
    Placement place;
    try {
      operation.requireConsistent();
      LogCheck check = new LogCheck(log);
      place =
          says.isPresent()
              ? check.place(held, operation.header(), says.get())
              : check.place(held, operation.header());
    } catch (InvalidOperationException e) {
      throw StoreException.refused(e.refusal());
    }
    if (place instanceof Placement.Refused refused) {
      throw StoreException.refused(refused.refusal());
    }
    if (place instanceof Placement.Gap gap) {
      throw new StoreException(
          ErrorCode.OPERATION_EARLY,
          "Operations of the log are missing, the first of them: ",
          Long.toString(gap.expected()));
    }
  }

  private static int number(Log log, LogUnit unit) {
    int number = Numbers.next(unit, Numbers.Kind.LOGS);
    byte[] key = unit.keys().log(log);
    unit.put(unit.keys().logName(number), LogKeys.rest(key, 0));
    return number;
  }

  /** What the log had before this operation. */
  private static LogSize before(Operations operations, Optional<Header> head) {
    return head.map(
            header ->
                operations
                    .record(header.id())
                    .orElseThrow(LogMoment::damaged)
                    .before()
                    .plus(Operations.announced(header)))
        .orElse(LogSize.NONE);
  }

  private void add(LogRecord log, LogSize before, LogUnit unit) {
    LogKeys keys = unit.keys();
    Header header = operation.header();
    long number = header.sequenceNumber();
    unit.put(
        keys.operation(header.id()), new OperationRecord(log.number(), number, before).encode());
    unit.put(keys.header(log.number(), number), header.bytes());
    if (operation.body().isPresent()) {
      byte[] body = operation.body().get().bytes();
      Pieces.put(unit, piece -> keys.body(log.number(), number, piece), body);
    } else if (header.payloadSize() > 0) {
      Lacks.add(unit, log.number(), number, new LogSize(0, 0, header.payloadSize()));
      unit.note(keys.awaitedBody(log.number(), number));
    }
  }
}
