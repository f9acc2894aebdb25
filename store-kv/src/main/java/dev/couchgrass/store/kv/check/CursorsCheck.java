package dev.couchgrass.store.kv.check;

import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.core.operation.OperationLimits;
import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.Setting;
import dev.couchgrass.store.kv.log.CursorRecord;
import dev.couchgrass.store.kv.log.LogKeys;
import dev.couchgrass.store.kv.log.LogSpace;
import dev.couchgrass.store.kv.log.Numbers;
import dev.couchgrass.store.operation.CursorStore;
import java.util.BitSet;

/** Checks that each cursor has as many heights as it says, and that there are no others. */
final class CursorsCheck {
  private static final String UNREADABLE = "A cursor can't be read, or is damaged";

  private final LogReading reading;
  private final LogKeys keys;
  private final BitSet numbers = new BitSet();
  private long heights;

  CursorsCheck(LogReading reading) {
    this.reading = reading;
    this.keys = reading.moment().keys();
  }

  void run() {
    reading.forEach(
        LogSpace.CURSORS, UNREADABLE, row -> check(LogKeys.nameOf(row.key()), row.value()));
    reading.requireCount(LogSpace.CURSOR_HEIGHTS, heights, "There are heights of no cursor");
  }

  private void check(String name, byte[] value) {
    Cursor.requireName(name);
    CursorRecord cursor = CursorRecord.decode(value);
    reading.requireSame(cursor.encode(), value, UNREADABLE);
    reading.note(
        Numbers.Kind.CURSORS, cursor.number(), numbers, "A cursor's number was not given out");
    long[] found = {0};
    reading.forEach(
        keys.cursorHeights(cursor.number()),
        "A cursor's height can't be read, or is none",
        row -> {
          found[0]++;
          requireHeight(row.key(), row.value());
        });
    heights += found[0];
    reading.require(
        found[0] == cursor.logs() && found[0] <= CursorStore.MAX_ROWS,
        "A cursor has more heights than it says, or fewer");
  }

  private void requireHeight(byte[] key, byte[] value) {
    long height = new ByteReader(value).number();
    LogKeys.cursorLogOf(key);
    reading.requireSame(Setting.encode(height), value, UNREADABLE);
    reading.require(
        height >= 0 && height <= OperationLimits.MAX_SEQUENCE_NUMBER,
        "A cursor's height can't be read, or is none");
  }
}
