package dev.couchgrass.store.chronicle.tree;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Pages on the heap, up to a number of bytes.
 *
 * <p>A page may stand in a few places only, a set, which its number decides: looking it up is a few
 * reads without a lock, and no object. Who adds a page makes room in its set: leaves go before
 * inner pages, and what was not looked up lately before what was.
 */
final class PageCache {
  private static final int WAYS = 8;
  private static final int LOCKS = 64;

  /** What a page takes beside its bytes: two headers, its fields and the place. */
  private static final int OVERHEAD_BYTES = 72;

  private final AtomicReferenceArray<@Nullable Page> places;
  private final int setMask;
  private final int setBytes;
  private final Object[] locks = new Object[LOCKS];

  /** Where the search for a page to let go begins. It does not matter that threads race here. */
  private int hand;

  PageCache(long bytes) {
    long sets = Math.max(1, bytes / ((Cuts.PAGE_BYTES + OVERHEAD_BYTES) * (long) WAYS));
    int setCount = Integer.highestOneBit((int) Math.min(sets, 1 << 24));
    setMask = setCount - 1;
    setBytes = (int) Math.min(bytes / setCount, Integer.MAX_VALUE);
    places = new AtomicReferenceArray<>(setCount * WAYS);
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  @Nullable Page get(long id) {
    int first = firstPlace(id);
    for (int i = first; i < first + WAYS; i++) {
      Page page = places.getAcquire(i);
      if (page != null && page.id() == id) {
        page.use();
        return page;
      }
    }
    return null;
  }

  /** Adds a page in place of what its number had before; not if it is longer than a whole set. */
  void add(Page page) {
    int first = firstPlace(page.id());
    synchronized (lock(first)) {
      clear(first, page.id());
      int free = weight(page) > setBytes ? -1 : makeRoom(first, weight(page));
      if (free >= 0) {
        places.setRelease(free, page);
      }
    }
  }

  void remove(long id) {
    int first = firstPlace(id);
    synchronized (lock(first)) {
      clear(first, id);
    }
  }

  /** How many bytes the pages take. */
  long bytes() {
    long bytes = 0;
    for (int first = 0; first < places.length(); first += WAYS) {
      bytes += bytesOf(first);
    }
    return bytes;
  }

  private void clear(int first, long id) {
    for (int i = first; i < first + WAYS; i++) {
      Page page = places.getPlain(i);
      if (page != null && page.id() == id) {
        places.setRelease(i, null);
      }
    }
  }

  /** Answers a free place, with enough bytes left for a page of this weight. */
  private int makeRoom(int first, int weight) {
    int free = freePlace(first);
    long bytes = bytesOf(first);
    while (free < 0 || bytes + weight > setBytes) {
      free = victim(first);
      Page gone = places.getPlain(free);
      bytes -= gone == null ? 0 : weight(gone);
      places.setRelease(free, null);
    }
    return free;
  }

  private int freePlace(int first) {
    for (int i = first; i < first + WAYS; i++) {
      if (places.getPlain(i) == null) {
        return i;
      }
    }
    return -1;
  }

  private long bytesOf(int first) {
    long bytes = 0;
    for (int i = first; i < first + WAYS; i++) {
      Page page = places.getPlain(i);
      bytes += page == null ? 0 : weight(page);
    }
    return bytes;
  }

  /** The page to let go; the others are on probation. */
  private int victim(int first) {
    int start = hand++;
    int leaf = -1;
    int inner = -1;
    for (int i = 0; i < WAYS; i++) {
      int place = first + ((start + i) & (WAYS - 1));
      Page page = places.getPlain(place);
      if (page == null) {
        continue;
      }
      if (page.isLeaf()) {
        if (!page.wasUsed()) {
          return place;
        }
        page.unuse();
        leaf = leaf < 0 ? place : leaf;
      } else {
        inner = inner < 0 || !page.wasUsed() ? place : inner;
      }
    }
    return leaf >= 0 ? leaf : inner;
  }

  private int firstPlace(long id) {
    long mixed = id * 0x9E3779B97F4A7C15L;
    return ((int) (mixed >>> 32) & setMask) * WAYS;
  }

  private Object lock(int first) {
    return locks[first / WAYS & (LOCKS - 1)];
  }

  private static int weight(Page page) {
    return page.length() + OVERHEAD_BYTES;
  }
}
