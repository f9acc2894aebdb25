package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.operation.Header;
import dev.couchgrass.core.operation.InvalidOperationException;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.operation.LogSize;
import java.util.Arrays;

/**
 * Bodies of operations that came without them. What was deleted here is not awaited, and lacks its
 * body for good.
 */
final class AwaitedBodies {
  private final LogUnit unit;
  private final LogKeys keys;

  AwaitedBodies(LogUnit unit) {
    this.unit = unit;
    this.keys = unit.keys();
  }

  /** Keeps the body of an operation that is there, if it brings one that never came. */
  void fillIn(Log log, OperationRecord place, Operation again) {
    if (again.body().isEmpty() || !isIn(log, place) || !isAwaited(place)) {
      return;
    }
    try {
      again.requireConsistent();
    } catch (InvalidOperationException e) {
      throw StoreException.refused(e.refusal());
    }
    Header header = again.header();
    long number = header.sequenceNumber();
    byte[] body = again.body().get().bytes();
    Pieces.put(unit, piece -> keys.body(place.log(), number, piece), body);
    Lacks.remove(unit, place.log(), number, new LogSize(0, 0, header.payloadSize()));
    unit.delete(keys.awaitedBody(place.log(), number));
  }

  private boolean isIn(Log log, OperationRecord place) {
    return unit.moment()
        .get(keys.logName(place.log()))
        .filter(name -> Arrays.equals(name, LogKeys.rest(keys.log(log), 0)))
        .isPresent();
  }

  private boolean isAwaited(OperationRecord place) {
    return unit.moment().has(keys.awaitedBody(place.log(), place.sequenceNumber()));
  }

  /** Awaits the body of an operation no more. */
  void forget(int log, long sequenceNumber) {
    byte[] key = keys.awaitedBody(log, sequenceNumber);
    if (unit.moment().has(key)) {
      unit.delete(key);
    }
  }

  /** Awaits no more what a log has up to an operation. */
  void forgetUpTo(int log, long last) {
    unit.deleteAll(keys.awaitedBodies(log, 0, last));
  }
}
