package dev.couchgrass.store.kv.log;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.ByteWriter;
import dev.couchgrass.store.operation.LogSize;

/**
 * What a log lacks of what {@link OperationRecord#before} counts: operations that were deleted from
 * its middle, and bodies.
 *
 * <p>Noted for each operation, and summed up for each 256 of them, each 256 of those, and so on:
 * then the sum of any range is that of a few hundred rows at most, however much was deleted.
 */
public final class Lacks {
  public static final int BITS = 8;

  /** Sequence numbers have 32 bits: blocks of the fourth level would be all there are. */
  public static final int TOP = 3;

  private static final long MASK = (1 << BITS) - 1;

  private Lacks() {}

  /** What one operation lacks. */
  static LogSize of(LogMoment moment, int log, long sequenceNumber) {
    return moment
        .get(moment.keys().lack(log, 0, sequenceNumber))
        .map(Lacks::decode)
        .orElse(LogSize.NONE);
  }

  /** Notes that an operation lacks more. */
  static void add(LogUnit unit, int log, long sequenceNumber, LogSize more) {
    for (int level = 0; level <= TOP; level++) {
      byte[] key = unit.keys().lack(log, level, sequenceNumber >>> (level * BITS));
      LogSize there = unit.moment().get(key).map(Lacks::decode).orElse(LogSize.NONE);
      unit.put(key, encode(there.plus(more)));
    }
  }

  /** Notes that an operation lacks less, of what was noted before. */
  static void remove(LogUnit unit, int log, long sequenceNumber, LogSize less) {
    for (int level = 0; level <= TOP; level++) {
      byte[] key = unit.keys().lack(log, level, sequenceNumber >>> (level * BITS));
      LogSize left =
          unit.moment().get(key).map(Lacks::decode).orElseThrow(LogMoment::damaged).minus(less);
      if (left.equals(LogSize.NONE)) {
        unit.delete(key);
      } else {
        unit.put(key, encode(left));
      }
    }
  }

  /**
   * Forgets what operations lack up to one that the log now begins behind. The sum of a block that
   * goes further keeps it, and nobody asks for that: sums are taken of what is there from the first
   * operation on.
   */
  static void forget(LogUnit unit, int log, long last) {
    for (int level = 0; level <= TOP; level++) {
      long whole = (last + 1) >>> (level * BITS);
      if (whole > 0) {
        unit.deleteAll(unit.keys().lacks(log, level, 0, whole - 1));
      }
    }
  }

  /** What is lacking from a sequence number up to another. */
  static LogSize sum(LogMoment moment, int log, long first, long last) {
    LogSize sum = LogSize.NONE;
    long from = first;
    long to = last;
    for (int level = 0; from <= to; level++) {
      if (level == TOP || from >>> BITS == to >>> BITS) {
        return sum.plus(rows(moment, log, level, from, to));
      }
      if ((from & MASK) != 0) {
        sum = sum.plus(rows(moment, log, level, from, from | MASK));
        from = (from | MASK) + 1;
      }
      if ((to & MASK) != MASK) {
        sum = sum.plus(rows(moment, log, level, to & ~MASK, to));
        to = (to & ~MASK) - 1;
      }
      from >>>= BITS;
      to >>>= BITS;
    }
    return sum;
  }

  private static LogSize rows(LogMoment moment, int log, int level, long first, long last) {
    LogSize sum = LogSize.NONE;
    KeyRange range = moment.keys().lacks(log, level, first, last);
    try (Cursor cursor = moment.scan(range, Direction.FORWARD)) {
      while (cursor.next()) {
        sum = sum.plus(decode(cursor.value()));
      }
    }
    return sum;
  }

  public static LogSize decode(byte[] bytes) {
    return OperationRecord.sizeOf(new ByteReader(bytes));
  }

  public static byte[] encode(LogSize size) {
    return OperationRecord.write(new ByteWriter(12), size).toBytes();
  }
}
