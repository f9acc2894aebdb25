package dev.couchgrass.store.chronicle.view;

import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.Arrays;

/**
 * Walks over several layers of slots as one map: of slots with one key only the uppermost is seen,
 * and none of a key that is gone.
 */
final class LayeredCursor implements Cursor {
  private final int sign;

  /** The uppermost first. */
  private final Cursor[] layers;

  /** The key that each layer stands on; of those that are at their end, null. */
  private final byte[][] keys;

  private int current = -1;
  private boolean begun;

  LayeredCursor(Direction direction, Cursor... layers) {
    sign = direction == Direction.FORWARD ? 1 : -1;
    this.layers = layers;
    keys = new byte[layers.length][];
  }

  @Override
  public boolean next() {
    do {
      step();
      current = foremost();
    } while (current >= 0 && Slot.isGone(layers[current].value()));
    return current >= 0;
  }

  /** Takes every layer that stands on the current key to its next. */
  private void step() {
    if (!begun) {
      begun = true;
      for (int i = 0; i < layers.length; i++) {
        advance(i);
      }
    } else if (current >= 0) {
      byte[] key = keys[current];
      for (int i = layers.length - 1; i >= current; i--) {
        if (keys[i] != null && Arrays.equals(keys[i], key)) {
          advance(i);
        }
      }
    }
  }

  private void advance(int layer) {
    keys[layer] = layers[layer].next() ? layers[layer].key() : null;
  }

  /** The uppermost of the layers that stand on the nearest key; -1 if all are at their end. */
  private int foremost() {
    int found = -1;
    for (int i = 0; i < layers.length; i++) {
      if (keys[i] != null
          && (found < 0 || sign * Arrays.compareUnsigned(keys[i], keys[found]) < 0)) {
        found = i;
      }
    }
    return found;
  }

  @Override
  public byte[] key() {
    return keys[requireEntry()];
  }

  @Override
  public byte[] value() {
    return layers[requireEntry()].value();
  }

  private int requireEntry() {
    if (current < 0) {
      throw new IllegalStateException("The cursor stands on no entry");
    }
    return current;
  }

  @Override
  public void close() {
    current = -1;
    begun = true;
    Arrays.fill(keys, null);
    for (Cursor layer : layers) {
      layer.close();
    }
  }
}
