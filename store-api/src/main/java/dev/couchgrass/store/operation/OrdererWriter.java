package dev.couchgrass.store.operation;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/**
 * Feeds an orderer, and takes from it.
 *
 * <p>An item that is taken stays {@link OrderState#TAKEN} until it is acknowledged, so that a crash
 * between the two loses nothing: {@link #restore} makes it ready again, at its old place. What
 * depends on it is ready as soon as it is taken, so one reader takes items in an order in which
 * each comes after all that it depends on; whoever hands them on to several threads has to heed
 * that too.
 */
public interface OrdererWriter extends OrdererStore {
  /** The most items that one item depends on. */
  int MAX_DEPENDENCIES = 256;

  /**
   * Adds an item. One that arrived before stays as it is, whatever it depends on now.
   *
   * <p>Fails with {@link ErrorCode#BAD_REQUEST} if it depends on itself, directly or by others that
   * are pending, or on more than {@link #MAX_DEPENDENCIES}.
   *
   * @param dependencies in any order; one that is named twice counts once
   * @return how far the orderer is with it now
   */
  Future<OrderState> add(Hash id, Collection<Hash> dependencies);

  /**
   * As {@link #add}, for ids that are hashes of what names the dependencies, so that no item can
   * depend on itself by others: that is not looked for, which may cost as much as there is pending.
   * If ids are no such hashes after all, items that depend on each other in a circle are never
   * ready, and neither is what depends on them.
   */
  Future<OrderState> addAcyclic(Hash id, Collection<Hash> dependencies);

  /**
   * Takes the items that were ready first, in order, and what they make ready behind those.
   *
   * <p>If very many wait for what is taken, this call makes about as many of them ready as it was
   * asked for, and one or two thousand more, and later calls go on: so its transaction has a bound.
   * Until then they are pending, what they waited for counts as taken, and what is added meanwhile
   * may be ready before them; but no call answers less than it was asked for while anything waits
   * for nothing but what was taken.
   *
   * @param limit how many at most, 1 to {@link #MAX_ROWS}
   */
  Future<List<Hash>> take(int limit);

  /**
   * Says that items that were taken are done with. Others are left as they are.
   *
   * @return how many were
   */
  Future<Integer> acknowledge(Collection<Hash> ids);

  /**
   * Makes the first items that were taken and not acknowledged ready again, at their old places:
   * before everything that became ready after them. For whoever takes up what another left.
   *
   * @param limit how many at most, 1 to {@link #MAX_ROWS}
   * @return how many were
   */
  Future<Integer> restore(int limit);

  /**
   * Makes an item that was taken or acknowledged ready once more, at the end.
   *
   * @return whether it was
   */
  Future<Boolean> requeue(Hash id);
}
