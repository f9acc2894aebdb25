package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.operation.OperationStore;
import dev.couchgrass.store.operation.StoredOperation;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds operations by their ids. */
class KvOperationStore implements OperationStore {
  private final LogAccess access;

  KvOperationStore(LogAccess access) {
    this.access = access;
  }

  @Override
  public Future<Optional<StoredOperation>> get(Hash id) {
    return access.read(3, moment -> new Operations(moment).get(id));
  }

  @Override
  public Future<Boolean> has(Hash id) {
    return access.read(1, moment -> new Operations(moment).has(id));
  }

  @Override
  public Future<Set<Hash>> present(Collection<Hash> ids) {
    Limits.require(ids.size(), 0, MAX_IDS);
    List<Hash> wanted = List.copyOf(ids);
    return access.read(wanted.size(), moment -> new Operations(moment).present(wanted));
  }
}
