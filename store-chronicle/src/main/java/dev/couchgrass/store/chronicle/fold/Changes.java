package dev.couchgrass.store.chronicle.fold;

import dev.couchgrass.store.chronicle.tree.Tree;
import dev.couchgrass.store.chronicle.view.Slot;
import dev.couchgrass.store.engine.Batch.Change;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.engine.map.PersistentByteMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A layer of changes as changes of a tree. */
public final class Changes {
  private static final KeyRange EVERYTHING = new KeyRange(new byte[0], behindAllKeys());

  private Changes() {}

  /** What makes the tree beneath the layer equal to both together; ascending. */
  public static List<Change> of(PersistentByteMap layer) {
    List<Change> changes = new ArrayList<>();
    try (Cursor cursor = layer.cursor(EVERYTHING, Direction.FORWARD)) {
      while (cursor.next()) {
        byte[] slot = cursor.value();
        changes.add(
            new Change(
                cursor.key(),
                Slot.isGone(slot) ? Optional.empty() : Optional.of(Slot.bottom(slot))));
      }
    }
    return changes;
  }

  private static byte[] behindAllKeys() {
    byte[] key = new byte[Tree.MAX_KEY_BYTES + 1];
    Arrays.fill(key, (byte) 0xff);
    return key;
  }
}
