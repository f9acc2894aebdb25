package dev.couchgrass.store.kv.commit;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.Arrays;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a snapshot and the changes on top at once. Of a key that both have, the change counts.
 *
 * <p>It looks for the next change each time it steps, so changes may be made meanwhile: those ahead
 * of it are seen.
 */
final class OverlayCursor implements Cursor {
  private final NavigableMap<byte[], Optional<byte[]>> changes;
  private final Cursor below;
  private final boolean forward;
  private boolean begun;
  private boolean ended;
  private boolean belowHas;
  private byte @Nullable [] key;
  private byte @Nullable [] value;

  OverlayCursor(
      NavigableMap<byte[], Optional<byte[]>> changes,
      Snapshot snapshot,
      KeyRange range,
      Direction direction) {
    this.forward = direction == Direction.FORWARD;
    NavigableMap<byte[], Optional<byte[]>> ranged =
        Arrays.compareUnsigned(range.from(), range.to()) < 0
            ? changes.subMap(range.from(), true, range.to(), false)
            : new TreeMap<>(Arrays::compareUnsigned);
    this.changes = forward ? ranged : ranged.descendingMap();
    this.below = snapshot.scan(range, direction);
  }

  @Override
  public boolean next() {
    if (!begun) {
      begun = true;
      belowHas = below.next();
    }
    byte[] last = key;
    while (!ended) {
      Entry<byte[], Optional<byte[]>> change =
          last == null ? changes.firstEntry() : changes.higherEntry(last);
      int order = order(change);
      if (change == null && !belowHas) {
        ended = true;
        key = null;
        value = null;
        return false;
      }
      if (change == null || order < 0) {
        stand(below.key(), below.value());
        belowHas = below.next();
        return true;
      }
      if (order == 0) {
        belowHas = below.next();
      }
      if (change.getValue().isPresent()) {
        stand(change.getKey(), change.getValue().get());
        return true;
      }
      last = change.getKey();
    }
    return false;
  }

  /** Below zero if the snapshot's entry comes next, above if the change does. */
  private int order(@Nullable Entry<byte[], Optional<byte[]>> change) {
    if (change == null) {
      return -1;
    }
    if (!belowHas) {
      return 1;
    }
    int order = Arrays.compareUnsigned(below.key(), change.getKey());
    return forward ? order : -order;
  }

  private void stand(byte[] newKey, byte[] newValue) {
    key = newKey;
    value = newValue;
  }

  @Override
  public byte[] key() {
    return standing(key);
  }

  @Override
  public byte[] value() {
    return standing(value);
  }

  private static byte[] standing(byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new IllegalStateException("The cursor stands on no entry");
    }
    return bytes;
  }

  @Override
  public void close() {
    below.close();
  }
}
