package dev.couchgrass.store.chronicle.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.disk.Loss;
import dev.couchgrass.store.chronicle.disk.SimulatedDisk;
import dev.couchgrass.store.engine.Batch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SalvageTest {
  private static final long SEED = 20261123;
  private static final int FLIPS = 600;

  /** Every key once, so that what is lost is known. */
  private static SimulatedDisk log() throws IOException {
    SimulatedDisk disk = new SimulatedDisk(SEED);
    IndexedLog indexed = new IndexedLog(disk, LogWorkload.OPTIONS, true);
    for (int i = 0; i < 100; i++) {
      byte[] key = ("key" + i).getBytes(StandardCharsets.ISO_8859_1);
      indexed.append(List.of(Batch.builder().put(key, value(i)).build()));
      if (i == 60) {
        indexed.log.rotate();
        indexed.compact(0, 3);
      }
    }
    indexed.log.close();
    return disk;
  }

  private static byte[] value(int i) {
    byte[] value = new byte[300];
    new Random(i).nextBytes(value);
    return value;
  }

  private static void requireRight(Map<String, byte[]> contents, String where) {
    contents.forEach(
        (key, value) ->
            assertArrayEquals(value(Integer.parseInt(key.substring(3))), value, where + key));
  }

  @Test
  void aSoundLogStaysAsItIs() throws IOException {
    SimulatedDisk disk = log();
    List<String> names = disk.list().stream().sorted().toList();
    assertEquals(List.of(), Salvage.repair(disk, LogWorkload.OPTIONS));
    assertEquals(names, disk.list().stream().sorted().toList());
    assertEquals(100, new IndexedLog(disk, LogWorkload.OPTIONS, true).contents().size());
  }

  @Test
  void aFlippedBitCostsAtMostItsRecordOrBlock() throws IOException {
    SimulatedDisk disk = log();
    List<String> names = disk.list().stream().sorted().toList();
    Random random = new Random(SEED);
    int salvaged = 0;
    for (int i = 0; i < FLIPS; i++) {
      String name = names.get(random.nextInt(names.size()));
      long bit = random.nextInt(8 * disk.contents(name).length);
      SimulatedDisk damaged = disk.afterCrash(Loss.EVERYTHING, 1);
      damaged.flip(name, bit);
      String where = name + ", bit " + bit + ", ";
      List<Dropped> dropped;
      try {
        dropped = Salvage.repair(damaged, LogWorkload.OPTIONS);
      } catch (NewerFormatException e) {
        continue;
      }
      IndexedLog left = new IndexedLog(damaged, LogWorkload.OPTIONS, true);
      Map<String, byte[]> contents = left.contents();
      requireRight(contents, where);
      assertTrue(contents.size() >= 96, where + contents.size() + dropped);
      assertTrue(contents.size() == 100 || !dropped.isEmpty(), where);
      assertTrue(left.log.end().commit() >= 99, where);
      left.log.close();
      assertEquals(List.of(), Salvage.repair(damaged, LogWorkload.OPTIONS), where);
      salvaged += dropped.isEmpty() ? 0 : 1;
    }
    System.out.println("salvaged: " + salvaged + " of " + FLIPS + ", seed " + SEED);
    assertTrue(salvaged > FLIPS / 2, "Only " + salvaged);
  }

  @Test
  void aMissingFileIsLeftBehind() throws IOException {
    SimulatedDisk disk = log();
    List<String> names = disk.list().stream().sorted().toList();
    for (String name : names.subList(0, names.size() - 1)) {
      SimulatedDisk damaged = disk.afterCrash(Loss.EVERYTHING, 1);
      damaged.delete(name);
      assertFalse(Salvage.repair(damaged, LogWorkload.OPTIONS).isEmpty(), name);
      IndexedLog left = new IndexedLog(damaged, LogWorkload.OPTIONS, true);
      requireRight(left.contents(), name);
      assertTrue(left.contents().size() > 10, name);
    }
  }
}
