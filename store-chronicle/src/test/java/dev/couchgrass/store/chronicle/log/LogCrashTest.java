package dev.couchgrass.store.chronicle.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.couchgrass.store.chronicle.disk.Loss;
import dev.couchgrass.store.chronicle.disk.PowerCutException;
import dev.couchgrass.store.chronicle.disk.SimulatedDisk;
import dev.couchgrass.store.chronicle.disk.SimulatedDisk.Fault;
import dev.couchgrass.store.engine.Batch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The power goes, or a call fails, at every single point of a workload. */
class LogCrashTest {
  private static final long SEED = 20261121;
  private static final int STEPS = 80;
  private static final int ERROR_STEPS = 50;
  private static final List<Loss> LOSSES =
      List.of(Loss.EVERYTHING, Loss.NOTHING, Loss.SECTORS, Loss.PAGES, Loss.TORN);

  private static int callsOf(long seed, int steps) throws IOException {
    SimulatedDisk disk = new SimulatedDisk(seed);
    new LogWorkload(seed, steps).run(disk);
    return disk.calls();
  }

  @Test
  void aPowerCutAnywhereLosesNothingThatWasAcknowledged() throws IOException {
    int calls = callsOf(SEED, STEPS);
    int points = 0;
    for (int call = 1; call <= calls; call++) {
      LogWorkload workload = new LogWorkload(SEED, STEPS);
      SimulatedDisk disk = new SimulatedDisk(SEED).failAt(call, Fault.POWER_CUT);
      runUntilPowerCut(workload, disk);
      for (Loss loss : LOSSES) {
        check(workload, disk.afterCrash(loss, SEED + call), call + ", " + loss, call % 2 == 0);
        points++;
      }
      check(workload, disk.afterKill(), call + ", killed", call % 2 == 0);
      points++;
    }
    System.out.println("points: " + points + ", seed " + SEED);
    assertTrue(points > 2000, "Only " + points);
  }

  @Test
  void anErrorAnywhereLosesNothingThatWasAcknowledged() throws IOException {
    int calls = callsOf(SEED, ERROR_STEPS);
    int points = 0;
    for (Fault fault : List.of(Fault.IO_ERROR, Fault.NO_SPACE, Fault.FULL)) {
      for (int call = 1; call <= calls; call++) {
        LogWorkload workload = new LogWorkload(SEED, ERROR_STEPS);
        SimulatedDisk disk = new SimulatedDisk(SEED).failAt(call, fault);
        runDespiteErrors(workload, disk);
        for (Loss loss : List.of(Loss.EVERYTHING, Loss.SECTORS)) {
          check(workload, disk.afterCrash(loss, call), call + ", " + fault + ", " + loss, true);
          points++;
        }
        // What a failed sync gave up on can still be read, and must be brought to disk now.
        SimulatedDisk reopened = disk.afterKill();
        String point = call + ", " + fault + ", killed";
        long commit = open(workload, reopened, point, false).log.end().commit();
        SimulatedDisk twice = reopened.afterCrash(Loss.EVERYTHING, call);
        assertEquals(commit, check(workload, twice, point + " and cut", false), point);
        points += 2;
      }
    }
    System.out.println("points: " + points + ", seed " + SEED);
    assertTrue(points > 2000, "Only " + points);
  }

  private static void runUntilPowerCut(LogWorkload workload, SimulatedDisk disk)
      throws IOException {
    try {
      workload.run(disk);
      fail("The power was to go");
    } catch (PowerCutException e) {
      // As it should be.
    }
  }

  private static void runDespiteErrors(LogWorkload workload, SimulatedDisk disk) {
    try {
      workload.run(disk);
    } catch (IOException e) {
      // At the open or the close.
      workload.errors++;
    }
  }

  /** Opens what is left, and goes on with it. Returns the last commit there was. */
  private static long check(
      LogWorkload workload, SimulatedDisk disk, String point, boolean retires) {
    IndexedLog indexed = open(workload, disk, point, retires);
    long commit = indexed.log.end().commit();
    try {
      goOn(indexed, disk, point);
    } catch (IOException e) {
      throw new AssertionError(point, e);
    }
    return commit;
  }

  /** Opens what is left: whole batches, at least those that were acknowledged. */
  private static IndexedLog open(
      LogWorkload workload, SimulatedDisk disk, String point, boolean retires) {
    try {
      IndexedLog indexed = new IndexedLog(disk, LogWorkload.OPTIONS, retires);
      long commit = indexed.log.end().commit();
      List<Batch> all = new ArrayList<>(workload.appended);
      all.addAll(workload.underWay);
      if (commit < workload.acknowledged || commit > all.size()) {
        fail(point + ": " + commit + " of " + workload.acknowledged + " to " + all.size());
      }
      requireContents(indexed, all.subList(0, (int) commit), point);
      return indexed;
    } catch (IOException e) {
      throw new AssertionError(point, e);
    }
  }

  private static void requireContents(IndexedLog indexed, List<Batch> batches, String point)
      throws IOException {
    Map<String, byte[]> expected = IndexedLog.contentsAfter(batches);
    Map<String, byte[]> found = indexed.contents();
    assertEquals(List.of(), IndexedLog.difference(expected, found), point);
  }

  /** What is written from now on outlives the loss of everything that is not synced. */
  private static void goOn(IndexedLog indexed, SimulatedDisk disk, String point)
      throws IOException {
    byte[] key = "afterwards".getBytes(StandardCharsets.ISO_8859_1);
    indexed.append(List.of(Batch.builder().put(key, new byte[10]).build()));
    indexed.log.sync();
    Map<String, byte[]> expected = indexed.contents();
    IndexedLog again =
        new IndexedLog(disk.afterCrash(Loss.EVERYTHING, 1), LogWorkload.OPTIONS, true);
    assertEquals(List.of(), IndexedLog.difference(expected, again.contents()), point);
  }
}
