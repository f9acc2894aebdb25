package dev.couchgrass.store.chronicle.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
 * A salvage in which the power goes, the process is killed or a call fails, at every single call on
 * its target: what is left there does not open, or has all that could be saved.
 */
class SalvageCrashTest {
  private static final long SEED = 20261121;
  private static final List<Loss> LOSSES =
      List.of(Loss.EVERYTHING, Loss.NOTHING, Loss.SECTORS, Loss.PAGES, Loss.TORN);

  /** How often it is decided what is left of what was not synced. */
  private static final int FATES = 5;

  private int points;
  private int opened;

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

  private static void salvage(SimulatedDisk source, SimulatedDisk target) throws IOException {
    Salvage.copy(source, target, LogWorkload.OPTIONS, bytes -> {});
  }

  private static Map<String, byte[]> contents(SimulatedDisk disk) throws IOException {
    IndexedLog log = new IndexedLog(disk, LogWorkload.OPTIONS, true);
    try {
      return log.contents();
    } finally {
      log.log.close();
    }
  }

  @Test
  void whatIsLeftDoesNotOpenOrIsWhole() throws IOException {
    SimulatedDisk source = damaged();
    Map<String, byte[]> before = files(source);
    SimulatedDisk whole = new SimulatedDisk(SEED);
    salvage(source, whole);
    Map<String, byte[]> expected = contents(whole);
    int calls = whole.calls();
    assertTrue(expected.size() >= 70 && expected.size() < 80, () -> expected.size() + " entries");
    for (int call = 1; call <= calls; call++) {
      SimulatedDisk stopped = interrupted(source, call, Fault.POWER_CUT);
      for (Loss loss : LOSSES) {
        for (int fate = 0; fate < FATES; fate++) {
          String point = loss + " at call " + call + ", fate " + fate;
          check(stopped.afterCrash(loss, SEED + call + 1000L * fate), expected, point);
        }
      }
      check(stopped.afterKill(), expected, "killed at call " + call);
    }
    for (Fault fault : List.of(Fault.IO_ERROR, Fault.NO_SPACE, Fault.FULL)) {
      for (int call = 1; call <= calls; call++) {
        SimulatedDisk failed = interrupted(source, call, fault);
        String point = fault + " at call " + call;
        check(failed.afterCrash(Loss.EVERYTHING, call), expected, point + ", cut");
        check(failed.afterKill(), expected, point);
      }
    }
    before.forEach((name, bytes) -> assertArrayEquals(bytes, source.contents(name), name));
    System.out.printf(
        "SalvageCrashTest: %d calls, %d points, of which %d were whole, seed %d%n",
        calls, points, opened, SEED);
    assertTrue(points > 500, () -> "Only " + points);
    assertTrue(opened > 0 && opened < points, () -> opened + " of " + points + " opened");
  }

  private static SimulatedDisk interrupted(SimulatedDisk source, int call, Fault fault) {
    SimulatedDisk target = new SimulatedDisk(SEED);
    target.failAt(target.calls() + call, fault);
    try {
      salvage(source, target);
    } catch (PowerCutException | IOException e) {
      // As it was to be; where the salvage did without the call, there is nothing to wait for.
    }
    return target;
  }

  private void check(SimulatedDisk target, Map<String, byte[]> expected, String point) {
    points++;
    try {
      if (target.list().stream().allMatch(name -> FileNames.number(name).isEmpty())) {
        return;
      }
      assertEquals(List.of(), IndexedLog.difference(expected, contents(target)), point);
      opened++;
    } catch (DamageException e) {
      // It does not open.
    } catch (IOException e) {
      throw new AssertionError(point, e);
    }
  }
}
