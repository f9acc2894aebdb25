package dev.couchgrass.store.engine;

import io.vertx.core.Future;

/**
 * An ordered, transactional map from bytes to bytes.
 *
 * <p>Keys have at least one byte and are ordered by their unsigned bytes, shorter before longer
 * where one begins the other; values may be empty. Every method may be called from any thread.
 * Arrays handed in or out belong to nobody: neither side changes them afterwards, and nobody
 * copies.
 */
public interface Engine {
  /** What this engine promises; the same answer for its whole life. */
  EngineCapabilities capabilities();

  /**
   * A consistent view of everything whose commit's future had completed, and of no half batch. A
   * batch whose future is yet to complete may be in it, but only together with all before it. In
   * constant time; never blocks a writer and is never blocked by one.
   *
   * @throws IllegalStateException after {@link #close}
   */
  Snapshot snapshot();

  /**
   * Whether a look-up is likely to wait right now: for a disk, or for a lock. A guess, which the
   * engine may make from how long the last ones took, and which costs next to nothing; asked before
   * each read of a few keys if reads may block, to spare it the way to a worker thread and back.
   */
  default boolean readsWait() {
    return capabilities().reads() == EngineCapabilities.Reads.BLOCKING;
  }

  /**
   * Applies a batch, whole or not at all. Batches take effect in the order of the calls. The future
   * completes when the batch is visible to new snapshots and as durable as {@link
   * EngineCapabilities#durability()} says; when it fails, nothing of the batch is or will become
   * visible. It may complete on any thread.
   *
   * @throws IllegalArgumentException if a key or a value is longer than {@link #capabilities} says;
   *     the batch is as if never handed in
   * @throws IllegalStateException after {@link #close}
   */
  Future<Void> commit(Batch batch);

  /**
   * Completes when everything committed so far is on disk; at once if the engine keeps no disk.
   *
   * @throws IllegalStateException after {@link #close}
   */
  Future<Void> flush();

  /**
   * Flushes and releases everything. Idempotent. Open snapshots must not be used afterwards, except
   * that they and their cursors may be closed.
   */
  Future<Void> close();
}
