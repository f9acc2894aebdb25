package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.operation.OrderState;
import dev.couchgrass.store.operation.OrdererCounts;
import dev.couchgrass.store.operation.OrdererStore;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads an orderer. */
class KvOrdererStore implements OrdererStore {
  private final LogAccess access;
  private final String name;

  KvOrdererStore(LogAccess access, String name) {
    this.access = access;
    this.name = name;
  }

  private <T> Future<T> read(long weight, Function<Orderers, T> read) {
    return access.read(1 + weight, moment -> read.apply(new Orderers(moment, name)));
  }

  @Override
  public Future<Optional<OrderState>> state(Hash id) {
    return read(1, orderer -> orderer.state(id));
  }

  @Override
  public Future<Boolean> taken(Collection<Hash> ids) {
    Limits.require(ids.size(), 0, MAX_ROWS);
    List<Hash> wanted = List.copyOf(ids);
    return read(wanted.size(), orderer -> orderer.taken(wanted));
  }

  @Override
  public Future<OrdererCounts> counts() {
    return read(0, Orderers::counts);
  }

  @Override
  public Future<List<Hash>> missing(Optional<Hash> after, int limit) {
    Limits.require(limit, 1, MAX_ROWS);
    return read(limit, orderer -> orderer.missing(after, limit));
  }
}
