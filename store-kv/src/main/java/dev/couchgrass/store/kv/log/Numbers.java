package dev.couchgrass.store.kv.log;

import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.ByteWriter;

/** Running numbers. */
public final class Numbers {
  private Numbers() {}

  /** What is counted. The numbers are part of the stored format: never change or reuse one. */
  public enum Kind {
    /** Logs that were given a number. */
    LOGS(1),
    /** Cursors that were given a number. */
    CURSORS(2),
    /** Orderers that were given a number. */
    ORDERERS(3),
    /** Nodes that are not stale. */
    LIVE_NODES(4),
    /** Nodes that are not stale, and that others may begin with. */
    BOOTSTRAP_NODES(5);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  public static long get(LogMoment moment, Kind kind) {
    return moment
        .get(moment.keys().number(kind))
        .map(bytes -> new ByteReader(bytes).number())
        .orElse(0L);
  }

  static void set(LogUnit unit, Kind kind, long number) {
    unit.put(unit.keys().number(kind), new ByteWriter(10).number(number).toBytes());
  }

  /** A number that was never given out: numbers in keys have four bytes. */
  static int next(LogUnit unit, Kind kind) {
    long next = get(unit.moment(), kind) + 1;
    if (next > Integer.MAX_VALUE) {
      throw new IllegalStateException("All numbers are given out");
    }
    set(unit, kind, next);
    return (int) next;
  }
}
