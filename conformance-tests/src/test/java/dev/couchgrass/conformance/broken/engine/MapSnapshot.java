package dev.couchgrass.conformance.broken.engine;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.map.PersistentByteMap;
import java.util.Optional;
import java.util.OptionalLong;

/** A map held on to. What is wrong on purpose reads it otherwise. */
class MapSnapshot implements Snapshot {
  private final PersistentByteMap map;
  private volatile boolean closed;

  MapSnapshot(PersistentByteMap map) {
    this.map = map;
  }

  /** What is read. */
  PersistentByteMap map() {
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
