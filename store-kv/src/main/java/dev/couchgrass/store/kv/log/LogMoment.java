package dev.couchgrass.store.kv.log;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signed logs at one moment. */
public record LogMoment(Snapshot snapshot, LogKeys keys) {
  public Optional<byte[]> get(byte[] key) {
    return snapshot.get(key);
  }

  public boolean has(byte[] key) {
    return snapshot.get(key).isPresent();
  }

  public Cursor scan(KeyRange range, Direction direction) {
    return snapshot.scan(range, direction);
  }

  /** The first keys of a range, at most so many. */
  List<byte[]> keys(KeyRange range, int limit) {
    List<byte[]> found = new ArrayList<>();
    try (Cursor cursor = snapshot.scan(range, Direction.FORWARD)) {
      while (found.size() < limit && cursor.next()) {
        found.add(cursor.key());
      }
    }
    return found;
  }

  public boolean isEmpty(KeyRange range) {
    try (Cursor cursor = snapshot.scan(range, Direction.FORWARD)) {
      return !cursor.next();
    }
  }

  public static IllegalStateException damaged() {
    return new IllegalStateException("A record of signed logs in the engine is damaged");
  }
}
