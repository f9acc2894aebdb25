package dev.couchgrass.store.memory;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.Optional;

/**
 * An ordered map from bytes to bytes that never changes: {@link #with} answers a new one, which
 * shares with this one whatever the batch did not touch. For any number of threads.
 *
 * <p>A B+tree whose inner nodes count what is beneath them. Reads, ranks and each single change
 * cost time logarithmic in the size.
 */
final class PersistentByteMap {
  static final PersistentByteMap EMPTY = new PersistentByteMap(Leaf.EMPTY);

  private final Node root;

  private PersistentByteMap(Node root) {
    this.root = root;
  }

  /** This map with the changes of a batch. */
  PersistentByteMap with(Batch batch) {
    return batch.isEmpty() ? this : new PersistentByteMap(Editor.edit(root, batch.changes()));
  }

  long size() {
    return root.count();
  }

  Optional<byte[]> get(byte[] key) {
    Node node = root;
    while (node instanceof Inner inner) {
      node = inner.child(inner.childFor(key));
    }
    int index = node.keys().find(key);
    return index < 0 ? Optional.empty() : Optional.of(((Leaf) node).value(index));
  }

  /** How many keys lie before this one. */
  long rank(byte[] key) {
    long rank = 0;
    Node node = root;
    while (node instanceof Inner inner) {
      int child = inner.childFor(key);
      rank += inner.before(child);
      node = inner.child(child);
    }
    return rank + node.keys().rank(key);
  }

  MapCursor cursor(KeyRange range, Direction direction) {
    return new MapCursor(root, range, direction);
  }

  /** The tree itself, for a look at its shape. */
  Node root() {
    return root;
  }
}
