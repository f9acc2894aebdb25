package dev.couchgrass.store.memory;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.map.PersistentByteMap;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A map held on to. Closing lets go of it, for the garbage collector.
 *
 * <p>The field is a plain one, as every read makes a snapshot and closes it: a thread that knows of
 * the closing sees it, and one that doesn't may still read the map, which never changes.
 */
final class MemorySnapshot implements Snapshot {
  private @Nullable PersistentByteMap map;

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
