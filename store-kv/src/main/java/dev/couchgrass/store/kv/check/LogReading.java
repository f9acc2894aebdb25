package dev.couchgrass.store.kv.check;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.operation.InvalidOperationException;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.log.LogMoment;
import dev.couchgrass.store.kv.log.LogSpace;
import dev.couchgrass.store.kv.log.Numbers;
import java.nio.BufferUnderflowException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;

/** What checks of signed logs have in common: rows that may be damaged, and counts. */
record LogReading(LogMoment moment, Findings findings) {
  static final String WHERE = "signed logs";

  /**
   * Reads rows; the next one, too, if one can't be read.
   *
   * @param otherwise what is told of that
   */
  void forEach(KeyRange range, String otherwise, Consumer<Cursor> row) {
    try (Cursor cursor = moment.scan(range, Direction.FORWARD)) {
      while (cursor.next()) {
        findings.entry();
        guard(otherwise, () -> row.accept(cursor));
      }
    }
  }

  /** The same, of all rows of a space. */
  void forEach(LogSpace space, String otherwise, Consumer<Cursor> row) {
    forEach(moment.keys().all(space), otherwise, row);
  }

  /** Does something that damaged bytes may make fail, each decoder in its way. */
  void guard(String otherwise, Runnable reading) {
    try {
      reading.run();
    } catch (IllegalStateException
        | IllegalArgumentException
        | InvalidInputException
        | InvalidOperationException
        | ArithmeticException
        | BufferUnderflowException
        | IndexOutOfBoundsException e) {
      findings.problem(WHERE, otherwise);
    }
  }

  void require(boolean right, String otherwise) {
    findings.require(right, WHERE, otherwise);
  }

  /** Requires a record to be as it is written: nothing behind it, no number longer than need be. */
  void requireSame(byte[] written, byte[] found, String otherwise) {
    require(Arrays.equals(written, found), otherwise);
  }

  long count(KeyRange range) {
    long count = 0;
    try (Cursor cursor = moment.scan(range, Direction.FORWARD)) {
      while (cursor.next()) {
        findings.entry();
        count++;
      }
    }
    return count;
  }

  void requireCount(LogSpace space, long expected, String otherwise) {
    require(count(moment.keys().all(space)) == expected, otherwise);
  }

  /** Requires a key to be there, with nothing as its value. */
  void requireNote(byte[] key, String otherwise) {
    require(moment.get(key).filter(value -> value.length == 0).isPresent(), otherwise);
  }

  /** Notes that something has a number. */
  void note(Numbers.Kind kind, int number, BitSet known, String otherwise) {
    boolean right = number >= 1 && number <= Numbers.get(moment, kind) && !known.get(number);
    require(right, otherwise);
    if (right) {
      known.set(number);
    }
  }
}
