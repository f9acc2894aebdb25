package dev.couchgrass.store.chronicle.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PageCacheTest {
  private static final long BYTES = 1 << 20;

  private final PageCache cache = new PageCache(BYTES);

  @Test
  void pagesAreFoundUntilTheyAreRemoved() {
    Page page = page(0, 7, 3000);
    cache.add(page);
    assertSame(page, cache.get(7));
    assertNull(cache.get(8));
    Page other = page(0, 7, 2000);
    cache.add(other);
    assertSame(other, cache.get(7));
    cache.remove(7);
    assertNull(cache.get(7));
    assertEquals(0, cache.bytes());
  }

  @Test
  void itKeepsToItsBytes() {
    for (int id = 1; id <= 5000; id++) {
      cache.add(page(0, id, id % 3 == 0 ? 8000 : 3000));
      assertTrue(cache.bytes() <= BYTES);
    }
    assertTrue(cache.bytes() > BYTES / 2);
  }

  @Test
  void noPageIsKeptThatIsLongerThanASet() {
    PageCache small = new PageCache(300_000);
    small.add(page(0, 1, 60_000));
    assertNull(small.get(1));
    small.add(page(0, 1, 30_000));
    assertNotNull(small.get(1));
    new PageCache(0).add(page(0, 1, 100));
  }

  @Test
  void innerPagesOutliveLeaves() {
    for (int id = 1; id <= 20; id++) {
      cache.add(page(1, id, 3000));
    }
    for (int id = 100; id <= 5000; id++) {
      cache.add(page(0, id, 3000));
    }
    int left = 0;
    for (int id = 1; id <= 20; id++) {
      left += cache.get(id) == null ? 0 : 1;
    }
    assertEquals(20, left);
  }

  @Test
  void leavesInUseOutliveOthers() {
    cache.add(page(0, 1, 3000));
    for (int id = 100; id <= 2000; id++) {
      cache.add(page(0, id, 3000));
      assertNotNull(cache.get(1));
    }
  }

  /** Of about this length. */
  private static Page page(int height, long id, int length) {
    Draft draft = new Draft(height, 1);
    draft.add(new byte[] {1}, new byte[length]);
    Page page = draft.page(0, 1);
    page.seal(id);
    return page;
  }
}
