package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.ByteWriter;
import dev.couchgrass.store.operation.StateKind;
import dev.couchgrass.store.operation.StateWriter;
import java.util.List;
import java.util.Optional;

/** What applications keep beside their logs, at one moment. */
final class States {
  private final LogMoment moment;
  private final LogKeys keys;

  States(LogMoment moment) {
    this.moment = moment;
    this.keys = moment.keys();
  }

  private Optional<Long> length(StateKind kind, String name) {
    Cursor.requireName(name);
    return moment.get(keys.state(kind, name)).map(bytes -> new ByteReader(bytes).number());
  }

  boolean has(StateKind kind, String name) {
    return length(kind, name).isPresent();
  }

  /** In an array of the caller's own. */
  Optional<byte[]> get(StateKind kind, String name) {
    return length(kind, name)
        .map(
            bytes ->
                Pieces.get(moment, piece -> keys.statePiece(kind, name, piece), bytes).clone());
  }

  List<String> names(StateKind kind, Optional<String> after, int limit) {
    KeyRange all = keys.states(kind);
    KeyRange range = after.map(name -> LogKeys.behind(keys.state(kind, name), all)).orElse(all);
    return moment.keys(range, limit).stream().map(LogKeys::stateNameOf).toList();
  }

  /**
   * @param state nobody else's
   */
  static boolean set(LogUnit unit, StateKind kind, String name, byte[] state) {
    if (state.length > StateWriter.MAX_STATE_BYTES) {
      throw new StoreException(ErrorCode.TOO_LARGE, "A state has too many bytes");
    }
    boolean replaced = delete(unit, kind, name);
    unit.put(unit.keys().state(kind, name), new ByteWriter(5).number(state.length).toBytes());
    Pieces.put(unit, piece -> unit.keys().statePiece(kind, name, piece), state);
    return replaced;
  }

  static boolean delete(LogUnit unit, StateKind kind, String name) {
    Optional<Long> there = new States(unit.moment()).length(kind, name);
    there.ifPresent(
        bytes -> {
          unit.delete(unit.keys().state(kind, name));
          Pieces.delete(unit, piece -> unit.keys().statePiece(kind, name, piece), bytes);
        });
    return there.isPresent();
  }
}
