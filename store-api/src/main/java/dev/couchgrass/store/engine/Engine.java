package dev.couchgrass.store.engine;

import io.vertx.core.Future;

/**
 * An ordered, transactional map from bytes to bytes.
 *
 * <p>Keys are ordered by their unsigned bytes, shorter before longer where one begins the other.
 * Every method may be called from any thread. Arrays handed in or out belong to nobody: neither
 * side changes them afterwards, and nobody copies.
 */
public interface Engine {
  /** What this engine promises; the same answer for its whole life. */
  EngineCapabilities capabilities();

  /**
   * A consistent view of everything whose commit's future had completed, and of no half batch. In
   * constant time; never blocks a writer and is never blocked by one.
   *
   * @throws IllegalStateException after {@link #close}
   */
  Snapshot snapshot();

  /**
   * Applies a batch, whole or not at all. Batches take effect in the order of the calls. The future
   * completes when the batch is visible to new snapshots and as durable as {@link
   * EngineCapabilities#durability()} says; when it fails, nothing of the batch is or will become
   * visible. It may complete on any thread.
   *
   * @throws IllegalStateException after {@link #close}
   */
  Future<Void> commit(Batch batch);

  /** Completes when everything committed so far is on disk; at once if the engine keeps no disk. */
  Future<Void> flush();

  /** Flushes and releases everything. Idempotent. Open snapshots must not be used afterwards. */
  Future<Void> close();
}
