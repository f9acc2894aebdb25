package dev.couchgrass.store;

/** What a document store may lack. Everything else is common to all. */
public enum Capability {
  /** What was acknowledged outlives the process. */
  DURABLE,
  /** Documents may carry attachments. */
  ATTACHMENTS,
  /** Revisions can be purged. */
  PURGE,
  /** Compaction frees the bodies of old revisions. */
  COMPACTION,
  /** The revisions limit can be read and set. */
  REVISIONS_LIMIT,
  /** A security document is kept. */
  SECURITY,
  /** Changes can be followed as they happen. */
  LIVE_CHANGES,

  /**
   * Where no security document was set, it reads as {@code {}}; others tell what applies instead.
   */
  EMPTY_SECURITY,

  /** The edits of one call become visible and durable together. */
  ATOMIC_WRITES,

  /** A database that is made again under the same name is told from the one before, at once. */
  INSTANCES
}
