package dev.couchgrass.store.kv.check;

import dev.couchgrass.core.operation.OperationLimits;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.kv.log.Lacks;
import dev.couchgrass.store.kv.log.LogKeys;
import dev.couchgrass.store.operation.LogSize;

/** Checks the sums of what a log lacks, of each level. */
final class LackSums {
  private final LogReading reading;
  private final LogKeys keys;
  private final int log;
  private final long first;

  /** How much, of how many rows. */
  private static final class Sum {
    private long rows;
    private LogSize size = LogSize.NONE;
  }

  /**
   * @param first the sequence number that the log begins with: sums of what is before keep what was
   *     forgotten
   */
  LackSums(LogReading reading, int log, long first) {
    this.reading = reading;
    this.keys = reading.moment().keys();
    this.log = log;
    this.first = first;
  }

  /** Answers how many rows there are on all levels. */
  long check() {
    long single = rows(0, 0, OperationLimits.MAX_SEQUENCE_NUMBER).rows;
    long rows = single;
    for (int level = 1; level <= Lacks.TOP; level++) {
      rows += check(level, single);
    }
    return rows;
  }

  private long check(int level, long single) {
    int bits = level * Lacks.BITS;
    long[] counts = new long[2];
    KeyRange all = keys.lacks(log, level, 0, OperationLimits.MAX_SEQUENCE_NUMBER >>> bits);
    reading.forEach(
        all,
        "A sum of what a log lacks can't be read",
        row -> {
          counts[0]++;
          long from = LogKeys.lackOf(row.key()) << bits;
          Sum below = rows(0, from, from + (1L << bits) - 1);
          counts[1] += below.rows;
          LogSize sum = Lacks.decode(row.value());
          reading.requireSame(Lacks.encode(sum), row.value(), "A sum of what a log lacks is wrong");
          reading.require(
              from >= first ? sum.equals(below.size) : covers(sum, below.size),
              "A sum of what a log lacks is wrong");
        });
    reading.require(counts[1] == single, "A sum of what a log lacks is missing");
    return counts[0];
  }

  private Sum rows(int level, long from, long to) {
    Sum sum = new Sum();
    reading.forEach(
        keys.lacks(log, level, from, to),
        "What a log lacks can't be read",
        row -> {
          sum.rows++;
          sum.size = sum.size.plus(Lacks.decode(row.value()));
        });
    return sum;
  }

  /** Whether a size is at least as large as another. */
  static boolean covers(LogSize size, LogSize other) {
    return size.operations() >= other.operations()
        && size.headerBytes() >= other.headerBytes()
        && size.bodyBytes() >= other.bodyBytes();
  }
}
