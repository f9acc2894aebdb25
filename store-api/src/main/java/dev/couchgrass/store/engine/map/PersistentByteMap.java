package dev.couchgrass.store.engine.map;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.Optional;

/**
 * An ordered map from bytes to bytes that never changes: {@link #with} answers a new one, which
 * shares with this one whatever the batch did not touch. For any number of threads. Arrays handed
 * in or out are not copied, and nobody changes them.
 *
 * <p>A B+tree whose inner nodes know the weight of what is beneath them. Reads, ranks and each
 * single change cost time logarithmic in the size.
 */
public final class PersistentByteMap {
  /** A map without entries, of which each will count for one. */
  public static final PersistentByteMap EMPTY = empty(Weight.ONE);

  private final Node root;
  private final Leaf empty;

  private PersistentByteMap(Node root, Leaf empty) {
    this.root = root;
    this.empty = empty;
  }

  /** A map without entries, of which each will count for what it weighs. */
  public static PersistentByteMap empty(Weight weight) {
    Leaf empty = Leaf.empty(weight);
    return new PersistentByteMap(empty, empty);
  }

  /** This map with the changes of a batch. */
  public PersistentByteMap with(Batch batch) {
    return batch.isEmpty()
        ? this
        : new PersistentByteMap(Editor.edit(root, batch.changes(), empty), empty);
  }

  /** What all entries weigh: if each counts for one, how many there are. */
  public long weight() {
    return root.weight();
  }

  /** The value of a key; empty if it is not there. */
  public Optional<byte[]> get(byte[] key) {
    Node node = root;
    while (node instanceof Inner inner) {
      node = inner.child(inner.childFor(key));
    }
    int index = node.keys().find(key);
    return index < 0 ? Optional.empty() : Optional.of(((Leaf) node).value(index));
  }

  /** What the entries before this key weigh. */
  public long rank(byte[] key) {
    long rank = 0;
    Node node = root;
    while (node instanceof Inner inner) {
      int child = inner.childFor(key);
      rank += inner.before(child);
      node = inner.child(child);
    }
    return rank + ((Leaf) node).before(node.keys().rank(key));
  }

  /** Opens a cursor before the first entry of the range, in the given direction. */
  public Cursor cursor(KeyRange range, Direction direction) {
    return new MapCursor(root, range, direction);
  }

  /** The tree itself, for a look at its shape. */
  Node root() {
    return root;
  }
}
