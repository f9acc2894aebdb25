package dev.couchgrass.store.kv.check;

import dev.couchgrass.core.operation.Header;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.OperationLimits;
import dev.couchgrass.store.kv.log.LogKeys;
import dev.couchgrass.store.kv.log.LogMoment;
import dev.couchgrass.store.kv.log.LogRecord;
import dev.couchgrass.store.kv.log.OperationRecord;
import dev.couchgrass.store.kv.log.Operations;
import dev.couchgrass.store.kv.log.Pieces;
import dev.couchgrass.store.kv.log.Sweeps;
import dev.couchgrass.store.operation.LogSize;
import java.util.Optional;

/**
 * Checks one log, operation after operation: each is the one that its id and the next one's
 * backlink name, has the body that it announces, or lacks it, and stands behind as much as was
 * there before it.
 */
final class LogCheck {
  private final LogReading reading;
  private final LogMoment moment;
  private final LogKeys keys;
  private final Operations stored;
  private final Log log;
  private final LogRecord record;
  private Optional<Placed> last = Optional.empty();
  private long first;
  private long operations;
  private long pieces;
  private long lacks;
  private long awaited;

  private record Placed(Header header, LogSize before) {
    LogSize until() {
      return before.plus(Operations.announced(header));
    }
  }

  LogCheck(LogReading reading, Log log, LogRecord record) {
    this.reading = reading;
    this.moment = reading.moment();
    this.keys = moment.keys();
    this.stored = new Operations(moment);
    this.log = log;
    this.record = record;
  }

  long operations() {
    return operations;
  }

  long pieces() {
    return pieces;
  }

  long lacks() {
    return lacks;
  }

  long awaited() {
    return awaited;
  }

  void run() {
    long from = Sweeps.first(moment, record.number());
    reading.require(from <= record.head(), "More of a log is to be swept than it has");
    try (LackRows rows = new LackRows(reading, record.number(), from)) {
      reading.forEach(
          keys.headers(record.number(), from, OperationLimits.MAX_SEQUENCE_NUMBER),
          "An operation can't be read, or is damaged",
          row -> {
            operations++;
            reading.findings().operations++;
            check(LogKeys.sequenceNumberOf(row.key()), Operations.decode(row.value()), rows);
          });
      reading.require(rows.isEmpty(), "A log lacks something behind its newest operation");
    }
    reading.require(
        last.filter(found -> found.header().sequenceNumber() == record.head()).isPresent(),
        "A log does not end where it is said to");
    lacks = new LackSums(reading, record.number(), first).check();
  }

  private void check(long number, Header header, LackRows rows) {
    LogSize deleted = rows.deletedBefore(number);
    Optional<LogSize> lacking = rows.at(number);
    header.requireConsistent();
    reading.require(
        header.sequenceNumber() == number && header.author().equals(log.author()),
        "An operation stands in another log, or at another place");
    requireFollows(header);
    LogSize before = before(header);
    requireSums(number, before, deleted);
    Optional<LogSize> right =
        hasBody(header) || header.payloadSize() == 0
            ? Optional.empty()
            : Optional.of(new LogSize(0, 0, header.payloadSize()));
    reading.require(lacking.equals(right), "Whether an operation lacks its body is noted wrongly");
    countAwaited(number, right.isPresent());
    last = Optional.of(new Placed(header, before));
  }

  /** What lacks its body may await it; what was deleted does not. */
  private void countAwaited(long number, boolean lacksBody) {
    byte[] key = keys.awaitedBody(record.number(), number);
    if (lacksBody && moment.has(key)) {
      awaited++;
      reading.requireNote(key, "That a body is awaited is noted wrongly");
    }
  }

  /** Logs may have gaps, where operations were deleted, or before one that prunes. */
  private void requireFollows(Header header) {
    boolean behind =
        last.filter(past -> past.header().sequenceNumber() + 1 == header.sequenceNumber())
            .isPresent();
    reading.require(
        !behind || header.backlink().equals(last.map(past -> past.header().id())),
        "An operation does not build on the one before it");
  }

  private LogSize before(Header header) {
    byte[] found = moment.get(keys.operation(header.id())).orElseThrow(LogMoment::damaged);
    OperationRecord operation = OperationRecord.decode(found);
    reading.requireSame(operation.encode(), found, "The record of an operation is damaged");
    reading.require(
        operation.log() == record.number() && operation.sequenceNumber() == header.sequenceNumber(),
        "The record of an operation says that it stands elsewhere");
    return operation.before();
  }

  /** What was removed from a log's beginning is nowhere noted, but that it can't be too much. */
  private void requireSums(long number, LogSize before, LogSize deleted) {
    String otherwise = "The size of what is before an operation is wrong";
    if (last.isPresent()) {
      reading.require(before.equals(last.get().until().plus(deleted)), otherwise);
    } else {
      first = number;
      reading.require(
          LackSums.covers(before, deleted)
              && before.operations() <= number
              && (number > 0 || before.equals(LogSize.NONE)),
          otherwise);
    }
  }

  private boolean hasBody(Header header) {
    if (!stored.hasBody(record.number(), header)) {
      return false;
    }
    pieces += Pieces.count(header.payloadSize());
    stored.operation(record.number(), header).requireConsistent();
    return true;
  }
}
