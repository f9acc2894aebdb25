package dev.couchgrass.store.kv.commit;

/**
 * A change, applied by the writer to the newest state.
 *
 * @param <U> what holds the newest state, and the changes on top
 * @param <T> what the change answers, once it is durable
 */
@FunctionalInterface
public interface Mutation<U extends UnitOfWork, T> {
  /**
   * Applies the change.
   *
   * @throws dev.couchgrass.store.error.StoreException to refuse it; the unit of work must then be
   *     as it was before
   */
  T apply(U unit);
}
