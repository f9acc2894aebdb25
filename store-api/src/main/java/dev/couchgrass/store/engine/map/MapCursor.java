package dev.couchgrass.store.engine.map;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.engine.tree.TreeWalk;

/** The entries beneath a root. */
final class MapCursor implements Cursor {
  private final TreeWalk<Node> walk;

  MapCursor(Node root, KeyRange range, Direction direction) {
    walk = TreeWalk.of(HeapNodes.ALL, root, height(root), range, direction);
  }

  private static int height(Node root) {
    int height = 0;
    for (Node node = root; node instanceof Inner inner; node = inner.child(0)) {
      height++;
    }
    return height;
  }

  @Override
  public boolean next() {
    return walk.next();
  }

  @Override
  public byte[] key() {
    return walk.leaf().keys().get(walk.index());
  }

  @Override
  public byte[] value() {
    return ((Leaf) walk.leaf()).value(walk.index());
  }

  @Override
  public void close() {
    walk.finish();
  }

  private enum HeapNodes implements TreeWalk.Nodes<Node> {
    ALL;

    @Override
    public boolean isLeaf(Node node) {
      return node instanceof Leaf;
    }

    @Override
    public int width(Node node) {
      return node.width();
    }

    @Override
    public Node child(Node node, int index) {
      return ((Inner) node).child(index);
    }

    @Override
    public int childFor(Node node, byte[] key) {
      return ((Inner) node).childFor(key);
    }

    @Override
    public int rank(Node leaf, byte[] key) {
      return leaf.keys().rank(key);
    }
  }
}
