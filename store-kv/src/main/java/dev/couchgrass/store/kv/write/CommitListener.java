package dev.couchgrass.store.kv.write;

/**
 * Hears of commits when they are durable, before the futures of what was committed complete. Called
 * by the writer, so it must not wait nor throw.
 */
public interface CommitListener {
  /** The database has changed, up to this update sequence. */
  void changed(long updateSequence);

  /** Attachments were dropped whose pieces are still to be removed. */
  void dropped();
}
