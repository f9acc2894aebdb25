package dev.couchgrass.store.chronicle.tree;

/**
 * Keeps pages: bytes under a number. A page that was written never changes; a number is not used
 * for another page, except that what a failed or interrupted edit left behind may be overwritten.
 * For any number of threads, of which one writes and removes.
 */
public interface PageStore {
  /**
   * The bytes of a page. The array belongs to the caller.
   *
   * @throws PageException if there is no such page, or it can't be read
   */
  byte[] read(long id);

  /** Whether there is such a page; says nothing of its bytes. */
  boolean contains(long id);

  /**
   * Keeps a page, in place of what the number may have had before. The array remains the caller's.
   *
   * @throws java.io.UncheckedIOException if there is no room for it; all else is as it was
   */
  void write(long id, byte[] page);

  /** Forgets a page, if there is one. */
  void remove(long id);
}
