package dev.couchgrass.store.chronicle.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.disk.Loss;
import dev.couchgrass.store.chronicle.disk.SimulatedDisk;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bits flip in files that were closed in order: that is seen, or changes nothing. */
class LogDamageTest {
  private static final long SEED = 20261122;
  private static final int FLIPS = 3000;

  private static SimulatedDisk closedLog() throws IOException {
    SimulatedDisk disk = new SimulatedDisk(SEED);
    new LogWorkload(SEED, 75).run(disk);
    return disk;
  }

  @Test
  void aFlippedBitIsSeenOrHarmless() throws IOException {
    SimulatedDisk disk = closedLog();
    Map<String, byte[]> expected =
        new IndexedLog(disk.afterCrash(Loss.EVERYTHING, 1), LogWorkload.OPTIONS, true).contents();
    List<String> names = disk.list().stream().sorted().toList();
    assertTrue(names.stream().anyMatch(name -> name.contains("-")), "No compacted file");
    Random random = new Random(SEED);
    int seen = 0;
    for (int i = 0; i < FLIPS; i++) {
      String name = names.get(random.nextInt(names.size()));
      long bit = random.nextInt(8 * disk.contents(name).length);
      SimulatedDisk damaged = disk.afterCrash(Loss.EVERYTHING, 1);
      damaged.flip(name, bit);
      if (isSeen(damaged, expected, name + ", bit " + bit)) {
        seen++;
      }
    }
    System.out.println("flips: " + FLIPS + ", seen " + seen + ", seed " + SEED);
    assertTrue(seen > FLIPS * 9 / 10, "Only " + seen);
  }

  private static boolean isSeen(SimulatedDisk disk, Map<String, byte[]> expected, String where)
      throws IOException {
    try {
      Map<String, byte[]> found = new IndexedLog(disk, LogWorkload.OPTIONS, true).contents();
      assertEquals(List.of(), IndexedLog.difference(expected, found), where);
      return false;
    } catch (DamageException e) {
      assertEquals(where.substring(0, where.indexOf(',')), e.file(), where);
      return true;
    } catch (NewerFormatException e) {
      return true;
    }
  }

  @Test
  void aMissingFileIsSeen() throws IOException {
    SimulatedDisk disk = closedLog();
    String newest = newestSegment(disk);
    for (String name : disk.list()) {
      if (name.equals(newest)) {
        continue;
      }
      SimulatedDisk damaged = disk.afterCrash(Loss.EVERYTHING, 1);
      damaged.delete(name);
      assertTrue(isSeenAtAll(damaged), name);
    }
  }

  @Test
  void aFileThatLostItsEndIsSeen() throws IOException {
    SimulatedDisk disk = closedLog();
    for (String name : disk.list()) {
      SimulatedDisk damaged = disk.afterCrash(Loss.EVERYTHING, 1);
      // Of the newest segment that is only its mark, which says what was on disk.
      damaged.open(name).truncate(disk.contents(name).length - 1L);
      boolean newest = name.equals(newestSegment(disk));
      assertEquals(!newest, isSeenAtAll(damaged), name);
    }
  }

  private static String newestSegment(SimulatedDisk disk) throws IOException {
    return disk.list().stream()
        .filter(name -> !name.contains("-"))
        .max(String::compareTo)
        .orElseThrow();
  }

  private static boolean isSeenAtAll(SimulatedDisk disk) throws IOException {
    try {
      new IndexedLog(disk, LogWorkload.OPTIONS, true);
      return false;
    } catch (DamageException e) {
      return true;
    }
  }
}
