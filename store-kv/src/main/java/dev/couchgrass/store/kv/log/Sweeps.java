package dev.couchgrass.store.kv.log;

import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.ByteWriter;
import java.util.Optional;

/**
 * What is gone of a log, though rows of it may be there still: too many to be removed at once.
 * Whoever reads by the log's number leaves out what is below a sequence number; the rows are swept
 * later.
 */
public final class Sweeps {
  private Sweeps() {}

  /** A log, by its number, and the sequence number below which all is gone. */
  record Due(int log, long until) {}

  /** The least sequence number of a log that may be there. */
  public static long first(LogMoment moment, int log) {
    return moment.get(moment.keys().sweep(log)).map(Sweeps::decode).orElse(0L);
  }

  /** Whether rows of a log are to be swept. */
  static boolean isDue(LogMoment moment, int log) {
    return moment.has(moment.keys().sweep(log));
  }

  /** One of the logs that have rows to be swept. */
  static Optional<Due> next(LogMoment moment) {
    try (Cursor cursor = moment.scan(moment.keys().all(LogSpace.SWEEPS), Direction.FORWARD)) {
      return cursor.next()
          ? Optional.of(new Due(LogKeys.sweptLogOf(cursor.key()), decode(cursor.value())))
          : Optional.empty();
    }
  }

  /** Lets all be gone that a log has below a sequence number. */
  static void set(LogUnit unit, int log, long until) {
    unit.put(unit.keys().sweep(log), encode(until));
    unit.sweeps();
  }

  public static long decode(byte[] bytes) {
    return new ByteReader(bytes).number();
  }

  public static byte[] encode(long until) {
    return new ByteWriter(10).number(until).toBytes();
  }
}
