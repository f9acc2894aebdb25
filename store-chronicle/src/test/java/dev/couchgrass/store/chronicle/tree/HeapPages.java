package dev.couchgrass.store.chronicle.tree;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Pages on the heap, which can be lost and damaged. */
final class HeapPages implements PageStore {
  private final Map<Long, byte[]> pages = new ConcurrentHashMap<>();

  /** How many more pages can be written. */
  private long room = Long.MAX_VALUE;

  @Override
  public byte[] read(long id) {
    byte[] page = pages.get(id);
    if (page == null) {
      throw new PageException(id, "There is no such page");
    }
    return page.clone();
  }

  @Override
  public boolean contains(long id) {
    return pages.containsKey(id);
  }

  @Override
  public void write(long id, byte[] page) {
    if (room-- <= 0) {
      throw new PageException(id, "There is no room");
    }
    pages.put(id, page.clone());
  }

  @Override
  public void remove(long id) {
    pages.remove(id);
  }

  Set<Long> ids() {
    return pages.keySet();
  }

  long bytes() {
    return pages.values().stream().mapToLong(page -> page.length).sum();
  }

  void limit(long writes) {
    room = writes;
  }

  /** Flips a bit of a page as it is kept. */
  void damage(long id, int bit) {
    pages.get(id)[bit / 8] ^= (byte) (1 << bit % 8);
  }

  /** Puts the bytes of one page in the place of another. */
  void misplace(long from, long to) {
    pages.put(to, pages.get(from));
  }
}
