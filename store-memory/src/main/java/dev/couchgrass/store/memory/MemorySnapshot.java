package dev.couchgrass.store.memory;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.map.PersistentByteMap;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A map held on to. Closing lets go of it, for the garbage collector. */
final class MemorySnapshot implements Snapshot {
  private volatile @Nullable PersistentByteMap map;

  MemorySnapshot(PersistentByteMap map) {
    this.map = map;
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
    map = null;
  }

  private PersistentByteMap map() {
    PersistentByteMap current = map;
    if (current == null) {
      throw new IllegalStateException("The snapshot is closed");
    }
    return current;
  }
}
