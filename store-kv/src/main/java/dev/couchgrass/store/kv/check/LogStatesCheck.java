package dev.couchgrass.store.kv.check;

import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.Setting;
import dev.couchgrass.store.kv.log.LogKeys;
import dev.couchgrass.store.kv.log.LogMoment;
import dev.couchgrass.store.kv.log.LogSpace;
import dev.couchgrass.store.kv.log.Pieces;
import dev.couchgrass.store.operation.StateKind;
import dev.couchgrass.store.operation.StateWriter;

/** Checks that each state beside signed logs has as many bytes as it says. */
final class LogStatesCheck {
  private static final String UNREADABLE = "A state beside logs can't be read, or is damaged";

  private final LogReading reading;
  private final LogMoment moment;
  private final LogKeys keys;
  private long states;
  private long pieces;

  LogStatesCheck(LogReading reading) {
    this.reading = reading;
    this.moment = reading.moment();
    this.keys = moment.keys();
  }

  void run() {
    for (StateKind kind : StateKind.values()) {
      reading.forEach(
          keys.states(kind),
          UNREADABLE,
          row -> {
            states++;
            check(kind, LogKeys.stateNameOf(row.key()), row.value());
          });
    }
    reading.requireCount(LogSpace.STATES, states, "There are states of no kind");
    reading.requireCount(LogSpace.STATE_PIECES, pieces, "There are pieces of no state");
  }

  private void check(StateKind kind, String name, byte[] value) {
    Cursor.requireName(name);
    long length = new ByteReader(value).number();
    reading.requireSame(Setting.encode(length), value, UNREADABLE);
    if (length < 0 || length > StateWriter.MAX_STATE_BYTES) {
      reading.require(false, UNREADABLE);
      return;
    }
    pieces += Pieces.count(length);
    Pieces.get(moment, piece -> keys.statePiece(kind, name, piece), length);
  }
}
