package dev.couchgrass.instance.store;

/**
 * A way to use a store of a signed database. Whoever has another way implements it.
 *
 * @param <S> what is used
 */
public interface StoreType<S> {
  /**
   * Names the type in the database, for all time: a word and a version, such as {@code
   * docstore:v0}. A store has one type.
   */
  String id();

  /** Opens a store of the type. */
  S open(StagedStore staged);
}
