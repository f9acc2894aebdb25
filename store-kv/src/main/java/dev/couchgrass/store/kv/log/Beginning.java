package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.operation.Header;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * The first operations of a log whose rows are there, as many as one commit may remove.
 *
 * @param last the sequence number up to which they are all
 */
record Beginning(int log, List<Header> headers, long last) {
  /** How many headers, pieces of bodies and notes of what lacks it has at most, each. */
  static final int ROWS = 1_000;

  /** What there is up to a sequence number, or less. */
  static Beginning of(LogMoment moment, int log, long last) {
    long end = Math.min(last, lackingUpTo(moment, log, last));
    List<Header> headers = new ArrayList<>();
    long pieces = 0;
    try (Cursor cursor = moment.scan(moment.keys().headers(log, 0, end), Direction.FORWARD)) {
      while (cursor.next()) {
        Header header = Operations.decode(cursor.value());
        pieces += Pieces.count(header.payloadSize());
        if (!headers.isEmpty() && (headers.size() == ROWS || pieces > ROWS)) {
          return new Beginning(log, headers, header.sequenceNumber() - 1);
        }
        headers.add(header);
      }
    }
    return new Beginning(log, headers, end);
  }

  /** How far not too many operations lack something: those that were deleted do, too. */
  private static long lackingUpTo(LogMoment moment, int log, long last) {
    List<byte[]> lacking = moment.keys(moment.keys().lacks(log, 0, 0, last), ROWS + 1);
    return lacking.size() > ROWS ? LogKeys.lackOf(lacking.get(ROWS)) - 1 : last;
  }

  /** Removes its rows, but those of operations that came again and stand elsewhere. */
  void remove(LogUnit unit) {
    LogKeys keys = unit.keys();
    Operations operations = new Operations(unit.moment());
    for (Header header : headers) {
      long number = header.sequenceNumber();
      if (operations.isAt(header.id(), log, number)) {
        unit.delete(keys.operation(header.id()));
      }
      unit.delete(keys.header(log, number));
      if (operations.hasBody(log, header)) {
        Pieces.delete(unit, piece -> keys.body(log, number, piece), header.payloadSize());
      }
    }
    // Operations that were deleted before lack something too, also behind the last one here.
    Lacks.forget(unit, log, last);
    new AwaitedBodies(unit).forgetUpTo(log, last);
  }
}
