package dev.couchgrass.store.kv.check;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.store.kv.log.LogKeys;
import dev.couchgrass.store.kv.log.LogMoment;
import dev.couchgrass.store.kv.log.LogRecord;
import dev.couchgrass.store.kv.log.LogSpace;
import dev.couchgrass.store.kv.log.Numbers;
import java.util.Arrays;
import java.util.BitSet;

/** Checks all logs: each by itself, and that no operation is of none. */
final class OperationsCheck {
  private final LogReading reading;
  private final LogMoment moment;
  private final LogKeys keys;
  private final BitSet numbers = new BitSet();
  private long logs;
  private long operations;
  private long pieces;
  private long lacks;
  private long awaited;

  OperationsCheck(LogReading reading) {
    this.reading = reading;
    this.moment = reading.moment();
    this.keys = moment.keys();
  }

  void run() {
    reading.forEach(
        LogSpace.LOGS,
        "What belongs to a log can't be read, or is damaged",
        row -> check(LogKeys.logOf(LogKeys.rest(row.key(), 0)), row.value()));
    SweptRows swept = new SweptRows(reading, numbers);
    swept.run();
    reading.requireCount(LogSpace.LOG_NAMES, logs, "There are numbers of no log");
    reading.requireCount(
        LogSpace.OPERATIONS, operations + swept.operations(), "There are operations of no log");
    reading.requireCount(
        LogSpace.HEADERS, operations + swept.headers(), "There are headers of no operation");
    reading.requireCount(
        LogSpace.BODIES, pieces + swept.pieces(), "There are bodies of no operation");
    reading.requireCount(
        LogSpace.LACKS, lacks + swept.lacks(), "Something is said to lack that does not");
    reading.requireCount(
        LogSpace.AWAITED_BODIES,
        awaited + swept.awaited(),
        "A body is awaited of what does not lack it");
  }

  private void check(Log log, byte[] value) {
    logs++;
    LogRecord record = LogRecord.decode(value);
    reading.requireSame(record.encode(), value, "The record of a log is damaged");
    reading.note(Numbers.Kind.LOGS, record.number(), numbers, "A log's number was not given out");
    reading.require(
        moment
            .get(keys.logName(record.number()))
            .filter(name -> Arrays.equals(name, LogKeys.rest(keys.log(log), 0)))
            .isPresent(),
        "A log's number is not its own");
    LogCheck check = new LogCheck(reading, log, record);
    check.run();
    operations += check.operations();
    pieces += check.pieces();
    lacks += check.lacks();
    awaited += check.awaited();
  }
}
