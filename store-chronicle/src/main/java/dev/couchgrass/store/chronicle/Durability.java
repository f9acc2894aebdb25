package dev.couchgrass.store.chronicle;

/**
 * What is on disk when a write is acknowledged. What a process wrote outlives its sudden end in
 * every case; this is about a loss of power, and a crash of the operating system.
 */
public enum Durability {
  /** Every write: it is synced before it is acknowledged, together with those that waited. */
  COMMIT,
  /**
   * Writes up to some time ago, {@link ChronicleOptions#syncInterval}. A crash loses at most what
   * came since, and never a part of a write, nor one before another that it keeps.
   */
  INTERVAL,
  /**
   * What was flushed or closed, and what the operating system wrote on its own. As with {@link
   * #INTERVAL} whole writes are lost, from the end.
   */
  NONE
}
