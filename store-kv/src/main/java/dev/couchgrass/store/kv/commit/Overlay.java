package dev.couchgrass.store.kv.commit;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Batch.Change;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A snapshot with changes on top: what is put and deleted is seen by what is read later. For one
 * thread.
 */
public final class Overlay {
  private final Snapshot snapshot;
  private final TreeMap<byte[], Optional<byte[]>> changes = new TreeMap<>(Arrays::compareUnsigned);

  public Overlay(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** What the changes lie upon. */
  public Snapshot snapshot() {
    return snapshot;
  }

  public Optional<byte[]> get(byte[] key) {
    Optional<byte[]> changed = changes.get(key);
    return changed != null ? changed : snapshot.get(key);
  }

  public void put(byte[] key, byte[] value) {
    changes.put(key, Optional.of(value));
  }

  public void delete(byte[] key) {
    changes.put(key, Optional.empty());
  }

  /**
   * The first keys of a range that are there, in order, at most so many. Costs what it returns, and
   * what was changed in the range.
   */
  public List<byte[]> keys(KeyRange range, int max) {
    SortedMap<byte[], Optional<byte[]>> changed = changes.subMap(range.from(), range.to());
    List<byte[]> found = new ArrayList<>();
    try (Cursor cursor = snapshot.scan(range, Direction.FORWARD)) {
      while (found.size() < max && cursor.next()) {
        if (!changed.containsKey(cursor.key())) {
          found.add(cursor.key());
        }
      }
    }
    changed.forEach(
        (key, value) -> {
          if (value.isPresent()) {
            found.add(key);
          }
        });
    found.sort(Arrays::compareUnsigned);
    return found.size() > max ? List.copyOf(found.subList(0, max)) : found;
  }

  /** The snapshot with the changes on top, those that are still to come included. */
  public Snapshot view() {
    return new Snapshot() {
      @Override
      public Optional<byte[]> get(byte[] key) {
        return Overlay.this.get(key);
      }

      @Override
      public Cursor scan(KeyRange range, Direction direction) {
        return new OverlayCursor(changes, snapshot, range, direction);
      }

      /** What lies below is closed by whoever opened it. */
      @Override
      public void close() {}
    };
  }

  /** Puts a batch's changes on top of those that are there. */
  public void add(Batch batch) {
    batch.changes().forEach(change -> changes.put(change.key(), change.value()));
  }

  /** The changes. */
  public Batch batch() {
    return new Batch(
        changes.entrySet().stream().map(e -> new Change(e.getKey(), e.getValue())).toList());
  }
}
