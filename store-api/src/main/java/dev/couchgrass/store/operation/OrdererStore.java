package dev.couchgrass.store.operation;

import dev.couchgrass.core.hash.Hash;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reads an orderer: a queue that hands out items, each once and after all that it depends on, in
 * whatever order they arrive.
 */
public interface OrdererStore {
  /** The most rows that one call takes or returns. */
  int MAX_ROWS = 10_000;

  /** How far it is with an item; empty if that never arrived. */
  Future<Optional<OrderState>> state(Hash id);

  /**
   * Whether all of some items were taken, acknowledged or not: what depends on them alone can be
   * taken. True of none.
   *
   * @throws IllegalArgumentException if there are more than {@link #MAX_ROWS}
   */
  Future<Boolean> taken(Collection<Hash> ids);

  /** How many items there are. */
  Future<OrdererCounts> counts();

  /**
   * What items depend on that never arrived, in order, each once: what is to be asked of others.
   *
   * @param after begins behind this one; empty begins with the first
   * @param limit how many at most, 1 to {@link #MAX_ROWS}
   */
  Future<List<Hash>> missing(Optional<Hash> after, int limit);
}
