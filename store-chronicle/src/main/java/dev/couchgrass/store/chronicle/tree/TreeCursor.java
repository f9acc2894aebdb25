package dev.couchgrass.store.chronicle.tree;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.engine.tree.TreeWalk;

/** The entries beneath a root. */
final class TreeCursor implements Cursor {
  private final TreeWalk<Page> walk;

  TreeCursor(Pages pages, Root root, KeyRange range, Direction direction) {
    TreeWalk.Nodes<Page> nodes = new PageNodes(pages);
    walk =
        root.isEmpty()
            ? TreeWalk.overNothing(nodes, range, direction)
            : TreeWalk.of(
                nodes, pages.page(root.pageId(), root.height()), root.height(), range, direction);
  }

  @Override
  public boolean next() {
    return walk.next();
  }

  @Override
  public byte[] key() {
    return walk.leaf().key(walk.index());
  }

  @Override
  public byte[] value() {
    return walk.leaf().value(walk.index());
  }

  @Override
  public void close() {
    walk.finish();
  }

  private record PageNodes(Pages pages) implements TreeWalk.Nodes<Page> {
    @Override
    public boolean isLeaf(Page page) {
      return page.isLeaf();
    }

    @Override
    public int width(Page page) {
      return page.count();
    }

    @Override
    public Page child(Page page, int index) {
      return pages.page(page.child(index), page.height() - 1);
    }

    @Override
    public int childFor(Page page, byte[] key) {
      return page.childFor(key, 0);
    }

    @Override
    public int rank(Page leaf, byte[] key) {
      return leaf.rank(key);
    }
  }
}
