package dev.couchgrass.conformance.broken.engine;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.EngineCapabilities;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.engine.EngineCapabilities.Reads;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.map.PersistentByteMap;
import io.vertx.core.Future;
import java.io.UncheckedIOException;

/**
 * The smallest honest engine that keeps what it has: a map that never changes is replaced, on disk
 * first and then for those who read. What is wrong on purpose extends it.
 */
class ReferenceEngine implements Engine {
  private static final EngineCapabilities CAPABILITIES =
      new EngineCapabilities(Durability.DISK, Reads.INLINE, 2 * 1024, 8 * 1024 * 1024);

  private final Disk disk;
  private volatile PersistentByteMap newest;
  private volatile boolean closed;

  ReferenceEngine(Disk disk) {
    this.disk = disk;
    this.newest = disk.kept();
  }

  @Override
  public EngineCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Snapshot snapshot() {
    requireOpen();
    return new MapSnapshot(newest);
  }

  @Override
  public Future<Void> commit(Batch batch) {
    requireOpen();
    CAPABILITIES.requireFit(batch);
    try {
      apply(batch);
      return Future.succeededFuture();
    } catch (UncheckedIOException e) {
      return Future.failedFuture(e);
    }
  }

  /**
   * Makes a batch durable, then visible.
   *
   * @throws UncheckedIOException if it can't be written; nothing has changed then
   */
  synchronized void apply(Batch batch) {
    PersistentByteMap next = newest.with(batch);
    disk.keep(next);
    newest = next;
  }

  @Override
  public Future<Void> flush() {
    requireOpen();
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> close() {
    closed = true;
    return Future.succeededFuture();
  }

  final Disk disk() {
    return disk;
  }

  /** What is visible. */
  final PersistentByteMap newest() {
    return newest;
  }

  /** Makes a map visible, and no more. */
  final void publish(PersistentByteMap map) {
    newest = map;
  }

  final boolean closed() {
    return closed;
  }

  final void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The engine is closed");
    }
  }
}
