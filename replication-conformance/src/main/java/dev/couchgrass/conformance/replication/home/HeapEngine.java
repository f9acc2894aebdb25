package dev.couchgrass.conformance.replication.home;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.EngineCapabilities;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.engine.EngineCapabilities.Reads;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.map.PersistentByteMap;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.OptionalLong;

/** A map that never changes, and is replaced by each commit. */
final class HeapEngine implements Engine {
  private static final EngineCapabilities CAPABILITIES =
      new EngineCapabilities(Durability.PROCESS, Reads.INLINE, 4 * 1024, 1 << 20);

  private final HeapHome home;
  private volatile boolean closed;

  HeapEngine(HeapHome home) {
    this.home = home;
  }

  @Override
  public EngineCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Snapshot snapshot() {
    requireOpen();
    return new MapSnapshot(home.kept());
  }

  @Override
  public Future<Void> commit(Batch batch) {
    requireOpen();
    CAPABILITIES.requireFit(batch);
    synchronized (home) {
      home.keep(home.kept().with(batch));
    }
    return Future.succeededFuture();
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

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The engine is closed");
    }
  }

  private static final class MapSnapshot implements Snapshot {
    private final PersistentByteMap map;
    private volatile boolean closed;

    MapSnapshot(PersistentByteMap map) {
      this.map = map;
    }

    private PersistentByteMap map() {
      if (closed) {
        throw new IllegalStateException("The snapshot is closed");
      }
      return map;
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
      return map().get(key);
    }

    @Override
    public Cursor scan(KeyRange range, Direction direction) {
      return map().cursor(range, direction);
    }

    @Override
    public OptionalLong rank(byte[] key) {
      return OptionalLong.of(map().rank(key));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
