package dev.couchgrass.store.memory;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.EngineCapabilities;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.engine.EngineCapabilities.Reads;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.map.PersistentByteMap;
import io.vertx.core.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An engine on the heap: nothing is written to disk, and nothing outlives it.
 *
 * <p>A snapshot is a reference to an immutable map, and a commit replaces the engine's reference by
 * another: neither reads nor snapshots ever wait. Commits from several threads wait for each other.
 * A commit is done when {@link #commit} returns; its future has completed by then.
 */
public final class MemoryEngine implements Engine {
  private static final EngineCapabilities CAPABILITIES =
      new EngineCapabilities(Durability.NONE, Reads.INLINE, 64 * 1024, Integer.MAX_VALUE - 8);

  private final ReentrantLock writing = new ReentrantLock();

  /** The newest map; null once closed. Written by who holds the lock only. */
  private volatile @Nullable PersistentByteMap newest = PersistentByteMap.EMPTY;

  /** An engine with nothing in it. */
  public MemoryEngine() {}

  @Override
  public EngineCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Snapshot snapshot() {
    return new MemorySnapshot(newest());
  }

  @Override
  public Future<Void> commit(Batch batch) {
    CAPABILITIES.requireFit(batch);
    writing.lock();
    try {
      newest = newest().with(batch);
    } finally {
      writing.unlock();
    }
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> flush() {
    newest();
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> close() {
    writing.lock();
    try {
      newest = null;
    } finally {
      writing.unlock();
    }
    return Future.succeededFuture();
  }

  private PersistentByteMap newest() {
    PersistentByteMap current = newest;
    if (current == null) {
      throw new IllegalStateException("The engine is closed");
    }
    return current;
  }
}
