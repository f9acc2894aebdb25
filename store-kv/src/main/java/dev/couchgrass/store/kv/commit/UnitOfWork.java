package dev.couchgrass.store.kv.commit;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Snapshot;

/** The newest state with changes on top that leave as one batch. For one thread. */
public interface UnitOfWork {
  /** Everything that changed; nothing more is changed afterwards. */
  Batch batch();

  /**
   * The changes are durable, and nobody has heard of them yet. Called by the writer, so it must not
   * wait nor throw.
   */
  void committed();

  /** Begins units of work. */
  @FunctionalInterface
  interface Factory<U extends UnitOfWork> {
    /** Begins one on a state, which is open until the batch is made. */
    U begin(Snapshot newest);
  }
}
