package dev.couchgrass.store.kv.log;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Snapshot;
import java.util.Optional;

/** Removes rows of operations that are gone already, some at a time. */
public final class Sweep {
  private Sweep() {}

  /** Whether there are any. */
  public static boolean isDue(Snapshot newest, int number) {
    return Sweeps.next(new LogMoment(newest, new LogKeys(number))).isPresent();
  }

  /**
   * What removes some of them; nothing if there are none. Nobody else may change signed logs before
   * it is committed.
   *
   * @param number the signed logs'
   */
  public static Batch step(Snapshot newest, int number) {
    LogUnit unit = new LogUnit(newest, new LogKeys(number), () -> {});
    Optional<Sweeps.Due> next = Sweeps.next(unit.moment());
    next.ifPresent(due -> sweep(due, unit));
    return unit.batch();
  }

  private static void sweep(Sweeps.Due due, LogUnit unit) {
    Beginning beginning = Beginning.of(unit.moment(), due.log(), due.until() - 1);
    beginning.remove(unit);
    if (beginning.last() == due.until() - 1) {
      LogKeys keys = unit.keys();
      unit.delete(keys.sweep(due.log()));
      if (!unit.moment().has(keys.logName(due.log()))) {
        unit.deleteAll(keys.lacks(due.log()));
      }
    }
  }
}
