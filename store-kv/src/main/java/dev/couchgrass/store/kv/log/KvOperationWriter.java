package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.operation.LogExtensions;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.store.operation.OperationWriter;
import io.vertx.core.Future;
import java.util.Optional;

/** Adds operations to logs, and removes them. */
final class KvOperationWriter extends KvOperationStore implements OperationWriter {
  /** How many look-ups a change is, about. */
  private static final long CHANGE = 8;

  private final LogAccess.Writing access;

  KvOperationWriter(LogAccess.Writing access) {
    super(access);
    this.access = access;
  }

  @Override
  public Future<Boolean> insert(Operation operation, LogId logId) {
    return insert(new InsertOperation(operation, logId, Optional.empty()));
  }

  @Override
  public Future<Boolean> insert(Operation operation, LogId logId, LogExtensions says) {
    return insert(new InsertOperation(operation, logId, Optional.of(says)));
  }

  private Future<Boolean> insert(InsertOperation insertion) {
    long pieces = Pieces.count(insertion.operation().header().payloadSize());
    return access.write(CHANGE + pieces, insertion);
  }

  @Override
  public Future<Boolean> delete(Hash id) {
    return access.write(CHANGE, unit -> new Removal(unit).delete(id));
  }

  @Override
  public Future<Boolean> deleteBody(Hash id) {
    return access.write(CHANGE, unit -> new Removal(unit).deleteBody(id));
  }
}
