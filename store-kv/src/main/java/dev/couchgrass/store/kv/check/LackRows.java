package dev.couchgrass.store.kv.check;

import dev.couchgrass.core.operation.OperationLimits;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.log.Lacks;
import dev.couchgrass.store.kv.log.LogKeys;
import dev.couchgrass.store.operation.LogSize;
import java.util.Optional;

/** Reads what a log lacks, beside its operations. */
final class LackRows implements AutoCloseable {
  private final LogReading reading;
  private final Cursor cursor;
  private boolean there;

  /**
   * @param from the sequence number from which on they are read
   */
  LackRows(LogReading reading, int log, long from) {
    this.reading = reading;
    this.cursor =
        reading
            .moment()
            .scan(
                reading.moment().keys().lacks(log, 0, from, OperationLimits.MAX_SEQUENCE_NUMBER),
                Direction.FORWARD);
    next();
  }

  private void next() {
    there = cursor.next();
  }

  private LogSize take() {
    byte[] value = cursor.value();
    next();
    LogSize size = Lacks.decode(value);
    reading.requireSame(Lacks.encode(size), value, "What a log lacks is damaged");
    return size;
  }

  /** The sum of what was deleted between the operation that was asked for last and another. */
  LogSize deletedBefore(long number) {
    LogSize sum = LogSize.NONE;
    while (there && LogKeys.lackOf(cursor.key()) < number) {
      LogSize size = take();
      reading.require(size.operations() == 1, "An operation is missing, and not said to lack");
      sum = sum.plus(size);
    }
    return sum;
  }

  /** What an operation lacks that is there. */
  Optional<LogSize> at(long number) {
    return there && LogKeys.lackOf(cursor.key()) == number ? Optional.of(take()) : Optional.empty();
  }

  boolean isEmpty() {
    return !there;
  }

  @Override
  public void close() {
    cursor.close();
  }
}
