package dev.couchgrass.store.chronicle.tree;

/**
 * What names a tree: kept outside of its pages, it is all that is needed to find them.
 *
 * @param pageId the page at the top; 0 of an empty tree, which has none
 * @param height of that page: 0 of a leaf
 * @param entries in the whole tree
 * @param nextPageId the number that the next page written gets; above those of all pages before
 */
public record Root(long pageId, int height, long entries, long nextPageId) {
  /** An empty tree, of which no page was ever written. */
  public static final Root EMPTY = new Root(0, 0, 0, 1);

  public Root {
    if (pageId < 0 || height < 0 || entries < 0 || nextPageId <= pageId) {
      throw new IllegalArgumentException("Not the root of a tree");
    }
    if ((pageId == 0) != (entries == 0) || (pageId == 0 && height != 0)) {
      throw new IllegalArgumentException("A tree without a page, and no other, is empty");
    }
  }

  /** Whether the tree has no entries, and so no pages. */
  public boolean isEmpty() {
    return pageId == 0;
  }
}
