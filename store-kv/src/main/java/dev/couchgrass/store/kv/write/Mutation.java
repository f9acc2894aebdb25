package dev.couchgrass.store.kv.write;

/**
 * A change to a database, applied by its writer to the newest state.
 *
 * @param <T> what the change answers, once it is durable
 */
@FunctionalInterface
public interface Mutation<T> {
  /**
   * Applies the change.
   *
   * @throws dev.couchgrass.store.error.StoreException to refuse it; the transaction must then be as
   *     it was before
   */
  T apply(Transaction transaction);
}
