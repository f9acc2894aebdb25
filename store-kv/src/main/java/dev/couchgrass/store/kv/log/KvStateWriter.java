package dev.couchgrass.store.kv.log;

import dev.couchgrass.store.operation.StateKind;
import dev.couchgrass.store.operation.StateWriter;
import io.vertx.core.Future;

/** Keeps what applications keep beside their logs. */
final class KvStateWriter extends KvStateStore implements StateWriter {
  private final LogAccess.Writing access;

  KvStateWriter(LogAccess.Writing access) {
    super(access);
    this.access = access;
  }

  @Override
  public Future<Void> set(StateKind kind, String name, byte[] state) {
    byte[] own = state.clone();
    return access
        .write(2L + Pieces.count(own.length), unit -> States.set(unit, kind, name, own))
        .mapEmpty();
  }

  @Override
  public Future<Boolean> delete(StateKind kind, String name) {
    return access.write(2, unit -> States.delete(unit, kind, name));
  }
}
