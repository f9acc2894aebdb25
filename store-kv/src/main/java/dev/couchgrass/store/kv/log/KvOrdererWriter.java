package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.operation.OrderState;
import dev.couchgrass.store.operation.OrdererWriter;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Feeds an orderer, and takes from it. */
final class KvOrdererWriter extends KvOrdererStore implements OrdererWriter {
  /** How many look-ups taking one item is, about. */
  private static final long TAKING = 8;

  private final LogAccess.Writing access;
  private final String name;

  KvOrdererWriter(LogAccess.Writing access, String name) {
    super(access, name);
    this.access = access;
    this.name = name;
  }

  private <T> Future<T> edit(long weight, Function<OrdererEdit, T> edit) {
    return access.write(1 + weight, unit -> edit.apply(new OrdererEdit(unit, name)));
  }

  @Override
  public Future<OrderState> add(Hash id, Collection<Hash> dependencies) {
    return add(id, dependencies, false);
  }

  @Override
  public Future<OrderState> addAcyclic(Hash id, Collection<Hash> dependencies) {
    return add(id, dependencies, true);
  }

  private Future<OrderState> add(Hash id, Collection<Hash> dependencies, boolean acyclic) {
    List<Hash> wanted = List.copyOf(dependencies);
    return edit(2 + wanted.size(), orderer -> orderer.add(id, wanted, acyclic));
  }

  @Override
  public Future<List<Hash>> take(int limit) {
    Limits.require(limit, 1, MAX_ROWS);
    return edit(TAKING * limit, orderer -> orderer.take(limit));
  }

  @Override
  public Future<Integer> acknowledge(Collection<Hash> ids) {
    Limits.require(ids.size(), 0, MAX_ROWS);
    List<Hash> taken = List.copyOf(ids);
    return edit(2L * taken.size(), orderer -> orderer.acknowledge(taken));
  }

  @Override
  public Future<Integer> restore(int limit) {
    Limits.require(limit, 1, MAX_ROWS);
    return edit(2L * limit, orderer -> orderer.restore(limit));
  }

  @Override
  public Future<Boolean> requeue(Hash id) {
    return edit(2, orderer -> orderer.requeue(id));
  }
}
