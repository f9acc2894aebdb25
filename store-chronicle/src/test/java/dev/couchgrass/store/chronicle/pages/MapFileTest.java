package dev.couchgrass.store.chronicle.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapFileTest {
  private static final int PAGES = 1_000;
  private static final int LEFT = 11;
  private static final byte[] PAGE = new byte[3_500];

  /** The last ones to come are wherever a full map still finds room. */
  @Test
  void aRecoveryKeepsTheLastPagesThatFitWhenAllOthersAreGone(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("index.map");
    MapFile map = MapFile.create(file, PAGES);
    long count = 0;
    while (map.put(count, PAGE)) {
      count++;
    }
    assertTrue(count >= PAGES, "It takes as many as it was made for");
    for (long id = 0; id < count - LEFT; id++) {
      map.remove(id);
    }
    map.close();

    MapFile recovered = MapFile.recover(file);
    assertEquals(LEFT, recovered.pages());
    for (long id = count - LEFT; id < count; id++) {
      assertTrue(recovered.contains(id));
    }
    recovered.close();
  }
}
