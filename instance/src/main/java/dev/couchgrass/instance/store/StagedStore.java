package dev.couchgrass.instance.store;

import dev.couchgrass.core.crdt.DocEdit;

/** A store as it was at some moment, with the edits of a transaction on top. */
public interface StagedStore {
  /** The store's name. */
  String name();

  /**
   * What the store holds, for reading.
   *
   * @throws IllegalStateException after the transaction has ended
   */
  DocEdit reading();

  /**
   * What the store holds, for edits.
   *
   * @throws IllegalStateException after the transaction has ended, or if there is none
   */
  DocEdit editing();
}
