package dev.couchgrass.store.chronicle.tree;

/**
 * The pages of a store, checked as they are read, and those on the heap that were in use lately.
 * Trees of one store share one of these. For any number of threads, of which one edits.
 */
public final class Pages {
  private final PageStore store;
  private final PageCache cache;
  private volatile boolean damaged;

  /**
   * @param cacheBytes how much heap the pages kept may take
   */
  public Pages(PageStore store, long cacheBytes) {
    this.store = store;
    cache = new PageCache(cacheBytes);
  }

  /** A tree of this store. Reads nothing. */
  public Tree tree(Root root) {
    return new Tree(this, root);
  }

  /**
   * Forgets a page that no tree in use needs: one of those that an {@linkplain Edit edit} replaced,
   * once nobody reads the tree before.
   */
  public void remove(long id) {
    cache.remove(id);
    store.remove(id);
  }

  Page page(long id, int height) {
    Page page = cache.get(id);
    if (page == null) {
      page = read(id, height);
      cache.add(page);
    } else if (page.height() != height) {
      throw new PageException(id, "The page belongs elsewhere in the tree");
    }
    return page;
  }

  /** Reads a page from the store, whether it is on the heap or not. */
  Page read(long id, int height) {
    try {
      Page page = Page.of(id, store.read(id));
      if (page.height() != height) {
        throw new PageException(id, "The page belongs elsewhere in the tree");
      }
      return page;
    } catch (PageException e) {
      damaged = true;
      throw e;
    }
  }

  /** Whether a page was ever found missing or damaged, so that nothing here is to be trusted. */
  public boolean damaged() {
    return damaged;
  }

  boolean contains(long id) {
    return store.contains(id);
  }

  void write(long id, Page draft) {
    store.write(id, draft.seal(id));
    cache.add(draft);
  }
}
