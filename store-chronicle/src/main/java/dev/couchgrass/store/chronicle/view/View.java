package dev.couchgrass.store.chronicle.view;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.engine.map.PersistentByteMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is committed, at one moment: three sorted maps of slots, of which each hides what
 * has the same key in those beneath.
 *
 * @param recent changes since the last fold began
 * @param folding changes that are being folded into the tree; empty between folds
 * @param base the tree
 */
public record View(PersistentByteMap recent, PersistentByteMap folding, Generation base) {
  /** A layer without changes. */
  public static final PersistentByteMap NO_CHANGES = PersistentByteMap.empty(Slot::weight);

  /** The slot of a key, be it one that says that the key is gone; null if there is none. */
  public byte @Nullable [] slot(byte[] key) {
    byte[] slot = recent.get(key).orElse(null);
    return slot != null ? slot : slotBeneath(key);
  }

  /** The same, with recent changes left out. */
  public byte @Nullable [] slotBeneath(byte[] key) {
    byte[] slot = folding.get(key).orElse(null);
    return slot != null ? slot : base.tree().get(key).orElse(null);
  }

  /** Walks over the keys that are there, and their slots. */
  public Cursor scan(KeyRange range, Direction direction) {
    Cursor tree = base.tree().cursor(range, direction);
    if (recent == NO_CHANGES && folding == NO_CHANGES) {
      return tree;
    }
    return new LayeredCursor(
        direction, recent.cursor(range, direction), folding.cursor(range, direction), tree);
  }

  /** How many keys lie before this one. */
  public long rank(byte[] key) {
    return recent.rank(key) + folding.rank(key) + base.tree().rank(key);
  }
}
