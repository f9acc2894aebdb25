package dev.couchgrass.store.kv.check;

import dev.couchgrass.core.operation.Header;
import dev.couchgrass.core.operation.OperationLimits;
import dev.couchgrass.store.kv.log.Lacks;
import dev.couchgrass.store.kv.log.LogKeys;
import dev.couchgrass.store.kv.log.LogMoment;
import dev.couchgrass.store.kv.log.LogSpace;
import dev.couchgrass.store.kv.log.Numbers;
import dev.couchgrass.store.kv.log.OperationRecord;
import dev.couchgrass.store.kv.log.Operations;
import dev.couchgrass.store.kv.log.Pieces;
import dev.couchgrass.store.kv.log.Sweeps;
import java.util.BitSet;

/**
 * Checks and counts the rows of operations that are gone, and are still to be swept. Of those that
 * came again, the record says that they stand elsewhere.
 */
final class SweptRows {
  private final LogReading reading;
  private final LogMoment moment;
  private final LogKeys keys;
  private final Operations stored;
  private final BitSet logs;
  private final BitSet swept = new BitSet();
  private long operations;
  private long headers;
  private long pieces;
  private long lacks;
  private long awaited;

  /**
   * @param logs the numbers of those that are there
   */
  SweptRows(LogReading reading, BitSet logs) {
    this.reading = reading;
    this.moment = reading.moment();
    this.keys = moment.keys();
    this.stored = new Operations(moment);
    this.logs = logs;
  }

  long operations() {
    return operations;
  }

  long headers() {
    return headers;
  }

  long pieces() {
    return pieces;
  }

  /** Of logs that were forgotten: those of the others are counted with them. */
  long lacks() {
    return lacks;
  }

  long awaited() {
    return awaited;
  }

  void run() {
    reading.forEach(
        LogSpace.SWEEPS,
        "What is to be swept can't be read, or is damaged",
        row -> check(LogKeys.sweptLogOf(row.key()), row.value()));
  }

  private void check(int log, byte[] value) {
    long until = Sweeps.decode(value);
    reading.requireSame(Sweeps.encode(until), value, "What is to be swept is damaged");
    reading.require(
        until > 0 && until <= OperationLimits.MAX_SEQUENCE_NUMBER + 1,
        "Nothing can be swept so far");
    reading.note(Numbers.Kind.LOGS, log, swept, "What is to be swept is of no log");
    reading.forEach(
        keys.headers(log, 0, until - 1),
        "What is to be swept can't be read, or is damaged",
        row -> check(log, LogKeys.sequenceNumberOf(row.key()), Operations.decode(row.value())));
    reading.forEach(
        keys.lacks(log, 0, 0, until - 1),
        "What a log lacks is damaged",
        row ->
            reading.requireSame(
                Lacks.encode(Lacks.decode(row.value())),
                row.value(),
                "What a log lacks is damaged"));
    if (!logs.get(log)) {
      lacks += new LackSums(reading, log, until).check();
    }
  }

  private void check(int log, long number, Header header) {
    reading.require(
        header.sequenceNumber() == number, "What is to be swept stands at another place");
    headers++;
    countOperation(log, header);
    boolean whole = header.payloadSize() == 0 || stored.hasBody(log, header);
    reading.require(
        whole != moment.has(keys.lack(log, 0, number)),
        "Whether an operation lacks its body is noted wrongly");
    if (stored.hasBody(log, header)) {
      pieces += Pieces.count(header.payloadSize());
      stored.operation(log, header).requireConsistent();
    } else if (header.payloadSize() > 0) {
      countAwaited(log, number);
    }
  }

  private void countOperation(int log, Header header) {
    if (stored.isAt(header.id(), log, header.sequenceNumber())) {
      operations++;
      byte[] found = moment.get(keys.operation(header.id())).orElseThrow(LogMoment::damaged);
      reading.requireSame(
          OperationRecord.decode(found).encode(), found, "The record of an operation is damaged");
    }
  }

  private void countAwaited(int log, long number) {
    byte[] key = keys.awaitedBody(log, number);
    if (moment.has(key)) {
      awaited++;
      reading.requireNote(key, "That a body is awaited is noted wrongly");
    }
  }
}
