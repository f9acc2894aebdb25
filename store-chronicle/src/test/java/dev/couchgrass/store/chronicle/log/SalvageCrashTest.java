package dev.couchgrass.store.chronicle.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.disk.Loss;
import dev.couchgrass.store.chronicle.disk.PowerCutException;
import dev.couchgrass.store.chronicle.disk.SimulatedDisk;
import dev.couchgrass.store.chronicle.disk.SimulatedDisk.Fault;
import dev.couchgrass.store.engine.Batch;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A salvage in which the power goes, the process is killed or a call fails, at every single call:
 * nothing that it was to save is lost, and another one does what is left to be done.
 */
class SalvageCrashTest {
  private static final long SEED = 20261121;
  private static final List<Loss> LOSSES =
      List.of(Loss.EVERYTHING, Loss.NOTHING, Loss.SECTORS, Loss.PAGES, Loss.TORN);

  /** How often it is decided what is left of what was not synced. */
  private static final int FATES = 5;

  private int points;

  /** Damaged in a compacted file, in two segments, and in the header of another. */
  private static SimulatedDisk damaged() throws IOException {
    SimulatedDisk disk = new SimulatedDisk(SEED);
    IndexedLog indexed = new IndexedLog(disk, LogWorkload.OPTIONS, true);
    Random random = new Random(SEED);
    for (int i = 0; i < 80; i++) {
      byte[] value = new byte[300];
      random.nextBytes(value);
      byte[] key = ("key" + i).getBytes(ISO_8859_1);
      indexed.append(List.of(Batch.builder().put(key, value).build()));
      if (i == 40) {
        indexed.log.rotate();
        indexed.compact(0, 2);
      }
    }
    indexed.log.close();
    List<String> names = disk.list().stream().sorted().toList();
    assertTrue(FileNames.isCompacted(names.get(0)), names::toString);
    assertTrue(names.size() >= 5, names::toString);
    disk.flip(names.get(0), 8 * 700);
    disk.flip(names.get(1), 8 * 1500);
    disk.flip(names.get(2), 8 * 20);
    disk.flip(names.get(names.size() - 1), 8 * 300);
    return disk.afterCrash(Loss.EVERYTHING, SEED);
  }

  private static Map<String, byte[]> files(SimulatedDisk disk) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    for (String name : disk.list()) {
      files.put(name, disk.contents(name));
    }
    return files;
  }

  private static Map<String, byte[]> salvaged(SimulatedDisk disk) throws IOException {
    Salvage.repair(disk, LogWorkload.OPTIONS);
    IndexedLog left = new IndexedLog(disk, LogWorkload.OPTIONS, true);
    Map<String, byte[]> contents = left.contents();
    left.log.close();
    return contents;
  }

  @Test
  void nothingIsLostWhereverItStops() throws IOException {
    SimulatedDisk disk = damaged();
    Map<String, byte[]> before = files(disk);
    int first = disk.calls();
    Map<String, byte[]> expected = salvaged(disk);
    int calls = disk.calls() - first;
    assertTrue(expected.size() >= 70 && expected.size() < 80, () -> expected.size() + " entries");
    for (int call = 1; call <= calls; call++) {
      SimulatedDisk stopped = damaged();
      stopped.failAt(stopped.calls() + call, Fault.POWER_CUT);
      interrupted(stopped);
      for (Loss loss : LOSSES) {
        for (int fate = 0; fate < FATES; fate++) {
          String point = loss + " at call " + call + ", fate " + fate;
          check(stopped.afterCrash(loss, SEED + call + 1000L * fate), before, expected, point);
        }
      }
      check(stopped.afterKill(), before, expected, "killed at call " + call);
    }
    for (Fault fault : List.of(Fault.IO_ERROR, Fault.NO_SPACE, Fault.FULL)) {
      for (int call = 1; call <= calls; call++) {
        SimulatedDisk failing = damaged();
        failing.failAt(failing.calls() + call, fault);
        interrupted(failing);
        String point = fault + " at call " + call;
        check(failing.afterCrash(Loss.EVERYTHING, call), before, expected, point + ", cut");
        check(failing.afterKill(), before, expected, point);
      }
    }
    System.out.printf("SalvageCrashTest: %d calls, %d points, seed %d%n", calls, points, SEED);
    assertTrue(points > 500, () -> "Only " + points);
  }

  private static void interrupted(SimulatedDisk disk) {
    try {
      salvaged(disk);
    } catch (PowerCutException | IOException e) {
      // As it was to be; where the salvage did without the call, there is nothing to wait for.
    }
  }

  /** What was damaged is kept, and another salvage saves what the first would have saved. */
  private void check(
      SimulatedDisk disk, Map<String, byte[]> before, Map<String, byte[]> expected, String point) {
    try {
      Map<String, byte[]> found = salvaged(disk);
      assertEquals(List.of(), IndexedLog.difference(expected, found), point);
      Map<String, byte[]> after = files(disk);
      before.forEach(
          (name, bytes) -> {
            byte[] kept = after.getOrDefault(name + ".damaged", after.get(name));
            assertArrayEquals(bytes, kept, point + ", " + name);
          });
      assertEquals(List.of(), Salvage.repair(disk, LogWorkload.OPTIONS), point);
      assertFalse(disk.list().stream().anyMatch(FileNames::isUnfinished), point);
    } catch (IOException e) {
      throw new AssertionError(point, e);
    }
    points++;
  }
}
