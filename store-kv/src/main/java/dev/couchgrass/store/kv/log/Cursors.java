package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.OperationLimits;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.ByteWriter;
import dev.couchgrass.store.operation.CursorStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far somebody has come with logs, at one moment. */
final class Cursors {
  private final LogMoment moment;
  private final LogKeys keys;

  Cursors(LogMoment moment) {
    this.moment = moment;
    this.keys = moment.keys();
  }

  private Optional<CursorRecord> record(String name) {
    Cursor.requireName(name);
    return moment.get(keys.named(LogSpace.CURSORS, name)).map(CursorRecord::decode);
  }

  Optional<Cursor> get(String name) {
    Optional<CursorRecord> found = record(name);
    if (found.isPresent() && found.get().logs() > CursorStore.MAX_ROWS) {
      throw tooLarge();
    }
    return found.map(
        there -> new Cursor(name, heights(there, Optional.empty(), CursorStore.MAX_ROWS)));
  }

  LogHeights heights(String name, Optional<Log> after, int limit) {
    return record(name).map(found -> heights(found, after, limit)).orElse(LogHeights.NONE);
  }

  private LogHeights heights(CursorRecord cursor, Optional<Log> after, int limit) {
    Map<Log, Long> heights = new TreeMap<>();
    KeyRange all = keys.cursorHeights(cursor.number());
    KeyRange range =
        after.map(log -> LogKeys.behind(keys.cursorHeight(cursor.number(), log), all)).orElse(all);
    try (Snapshot.Cursor rows = moment.scan(range, Direction.FORWARD)) {
      while (heights.size() < limit && rows.next()) {
        heights.put(LogKeys.cursorLogOf(rows.key()), decode(rows.value()));
      }
    }
    return LogHeights.of(heights);
  }

  private static StoreException tooLarge() {
    return new StoreException(ErrorCode.TOO_LARGE, "A cursor has too many logs");
  }

  private static long decode(byte[] height) {
    return new ByteReader(height).number();
  }

  List<String> names(Optional<String> after, int limit) {
    KeyRange all = keys.all(LogSpace.CURSORS);
    KeyRange range =
        after.map(name -> LogKeys.behind(keys.named(LogSpace.CURSORS, name), all)).orElse(all);
    return moment.keys(range, limit).stream().map(LogKeys::nameOf).toList();
  }

  static boolean set(LogUnit unit, Cursor cursor) {
    if (cursor.heights().all().size() > CursorStore.MAX_ROWS) {
      throw tooLarge();
    }
    CursorRecord record = new CursorRecord(make(unit, cursor.name()).number(), 0);
    unit.deleteAll(unit.keys().cursorHeights(record.number()));
    for (Map.Entry<Log, Long> height : cursor.heights().all().entrySet()) {
      record = advanced(unit, record, height.getKey(), height.getValue());
    }
    keep(unit, cursor.name(), record);
    return true;
  }

  static boolean advance(LogUnit unit, String name, Log log, long height) {
    if (height < 0 || height > OperationLimits.MAX_SEQUENCE_NUMBER) {
      throw new StoreException(ErrorCode.BAD_REQUEST, "A height is a sequence number");
    }
    CursorRecord before = make(unit, name);
    byte[] key = unit.keys().cursorHeight(before.number(), log);
    Optional<byte[]> there = unit.moment().get(key);
    if (there.isPresent() && decode(there.get()) >= height) {
      return false;
    }
    keep(unit, name, advanced(unit, before, log, height));
    return true;
  }

  /** The cursor of a name, which is given a number if it is new. */
  private static CursorRecord make(LogUnit unit, String name) {
    return new Cursors(unit.moment())
        .record(name)
        .orElseGet(() -> new CursorRecord(Numbers.next(unit, Numbers.Kind.CURSORS), 0));
  }

  private static void keep(LogUnit unit, String name, CursorRecord record) {
    unit.put(unit.keys().named(LogSpace.CURSORS, name), record.encode());
  }

  private static CursorRecord advanced(LogUnit unit, CursorRecord cursor, Log log, long height) {
    byte[] key = unit.keys().cursorHeight(cursor.number(), log);
    Optional<byte[]> there = unit.moment().get(key);
    if (there.isPresent() && decode(there.get()) >= height) {
      return cursor;
    }
    int logs = cursor.logs() + (there.isPresent() ? 0 : 1);
    unit.put(key, new ByteWriter(5).number(height).toBytes());
    return new CursorRecord(cursor.number(), logs);
  }

  static boolean delete(LogUnit unit, String name) {
    Optional<CursorRecord> found = new Cursors(unit.moment()).record(name);
    found.ifPresent(
        record -> {
          unit.delete(unit.keys().named(LogSpace.CURSORS, name));
          unit.deleteAll(unit.keys().cursorHeights(record.number()));
        });
    return found.isPresent();
  }
}
