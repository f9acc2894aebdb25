package dev.couchgrass.store.chronicle.sort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.disk.SimulatedDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntrySorterTest {
  private static final int ENTRIES = 10_000;

  /** In an order that is none. */
  private static byte[] key(int number) {
    return ByteBuffer.allocate(4).putInt(Integer.reverse(number)).array();
  }

  private static EntrySorter filled(SimulatedDisk disk, long heapBytes) throws IOException {
    EntrySorter sorter = new EntrySorter(disk, heapBytes);
    for (int i = 0; i < ENTRIES; i++) {
      sorter.put(key(i), new byte[] {1});
    }
    return sorter;
  }

  @Test
  void whatFitsOnTheHeapTouchesNoDisk() throws IOException {
    SimulatedDisk disk = new SimulatedDisk(1);
    try (EntrySorter sorter = filled(disk, 1 << 20)) {
      assertEquals(ENTRIES, count(sorter.merge()));
    }
    assertEquals(0, disk.calls());
  }

  @Test
  void whatDoesNotFitIsInOneFileWhileItLasts() throws IOException {
    SimulatedDisk disk = new SimulatedDisk(1);
    try (EntrySorter sorter = filled(disk, 1000)) {
      assertEquals(List.of("runs.tmp"), disk.list());
      assertEquals(ENTRIES * 9L, sorter.bytes());
      assertEquals(ENTRIES, count(sorter.merge()));
    }
    assertEquals(List.of(), disk.list());
  }

  @Test
  void aBitThatFlipsOnDiskIsSeen() throws IOException {
    int noticed = 0;
    for (int bit = 0; bit < 400; bit++) {
      SimulatedDisk disk = new SimulatedDisk(1);
      try (EntrySorter sorter = filled(disk, 1000)) {
        disk.flip("runs.tmp", 50_000L + bit);
        Merge merge = sorter.merge();
        assertThrows(IOException.class, () -> count(merge), "bit " + bit);
        noticed++;
      }
    }
    assertEquals(400, noticed);
  }

  @Test
  void whatAProcessLeftBehindIsDeleted() throws IOException {
    SimulatedDisk disk = new SimulatedDisk(1);
    EntrySorter killed = filled(disk, 1000);
    assertTrue(disk.list().contains("runs.tmp"));
    try (EntrySorter next = filled(disk, 1000)) {
      assertEquals(ENTRIES, count(next.merge()));
    }
    assertFalse(disk.list().contains("runs.tmp"));
    assertThrows(IOException.class, killed::close, "It is gone");
    EntrySorter.deleteLeftover(disk);
    filled(disk, 1000);
    EntrySorter.deleteLeftover(disk);
    assertEquals(List.of(), disk.list());
  }

  private static int count(Merge merge) throws IOException {
    int count = 0;
    while (merge.next()) {
      count++;
    }
    return count;
  }
}
