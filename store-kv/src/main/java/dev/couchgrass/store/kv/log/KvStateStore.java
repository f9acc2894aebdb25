package dev.couchgrass.store.kv.log;

import dev.couchgrass.store.operation.StateKind;
import dev.couchgrass.store.operation.StateStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Reads what applications keep beside their logs. */
class KvStateStore implements StateStore {
  private final LogAccess access;

  KvStateStore(LogAccess access) {
    this.access = access;
  }

  @Override
  public Future<Optional<byte[]>> get(StateKind kind, String name) {
    return access.read(2, moment -> new States(moment).get(kind, name));
  }

  @Override
  public Future<Boolean> has(StateKind kind, String name) {
    return access.read(1, moment -> new States(moment).has(kind, name));
  }

  @Override
  public Future<List<String>> names(StateKind kind, Optional<String> after, int limit) {
    Limits.require(limit, 1, MAX_ROWS);
    return access.read(limit, moment -> new States(moment).names(kind, after, limit));
  }
}
