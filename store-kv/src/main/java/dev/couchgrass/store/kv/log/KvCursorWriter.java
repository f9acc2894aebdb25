package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.store.operation.CursorWriter;
import io.vertx.core.Future;

/** Moves cursors. */
final class KvCursorWriter extends KvCursorStore implements CursorWriter {
  private final LogAccess.Writing access;

  KvCursorWriter(LogAccess.Writing access) {
    super(access);
    this.access = access;
  }

  @Override
  public Future<Void> set(Cursor cursor) {
    return access
        .write(2L + cursor.heights().all().size(), unit -> Cursors.set(unit, cursor))
        .mapEmpty();
  }

  @Override
  public Future<Boolean> advance(String name, Log log, long height) {
    return access.write(4, unit -> Cursors.advance(unit, name, log, height));
  }

  @Override
  public Future<Boolean> delete(String name) {
    return access.write(MAX_ROWS, unit -> Cursors.delete(unit, name));
  }
}
