package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.store.operation.CursorStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Reads cursors. */
class KvCursorStore implements CursorStore {
  private final LogAccess access;

  KvCursorStore(LogAccess access) {
    this.access = access;
  }

  @Override
  public Future<Optional<Cursor>> get(String name) {
    return access.read(MAX_ROWS, moment -> new Cursors(moment).get(name));
  }

  @Override
  public Future<LogHeights> heights(String name, Optional<Log> after, int limit) {
    Limits.require(limit, 1, MAX_ROWS);
    return access.read(limit, moment -> new Cursors(moment).heights(name, after, limit));
  }

  @Override
  public Future<List<String>> names(Optional<String> after, int limit) {
    Limits.require(limit, 1, MAX_ROWS);
    return access.read(limit, moment -> new Cursors(moment).names(after, limit));
  }
}
