package dev.couchgrass.store.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.disk.Loss;
import dev.couchgrass.store.chronicle.disk.SimulatedDisk;
import dev.couchgrass.store.chronicle.disk.SimulatedDisk.Fault;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An index that is made anew: the power goes, or a call fails, at every call of that. */
class RebuildCrashTest {
  private static final long SEED = Long.getLong("crash.seed", 20261121);
  private static final int STEPS = 22;

  /** A store that was closed. */
  private static final class Machine {
    final Journal journal = new Journal();
    final SimulatedDisk disk = new SimulatedDisk(SEED);
    final SimulatedIndexes indexes = new SimulatedIndexes(disk, "first");

    Machine() {
      next(disk, indexes).run(STEPS);
    }

    Machine loseIndex() throws IOException {
      disk.delete("roots");
      disk.sync();
      return this;
    }

    EngineWorkload next(SimulatedDisk on, SimulatedIndexes over) {
      return new EngineWorkload(journal, on, over, Durability.COMMIT, SEED);
    }
  }

  private static int callsOfARebuild() throws IOException {
    Machine machine = new Machine().loseIndex();
    int before = machine.disk.calls();
    EngineWorkload rebuilt = machine.next(machine.disk, machine.indexes);
    rebuilt.open(false);
    assertEquals(1, rebuilt.rebuilds());
    return machine.disk.calls() - before;
  }

  @Test
  void losesNothing() throws IOException {
    int calls = callsOfARebuild();
    int sorted = 0;
    for (int call = 1; call <= calls; call++) {
      for (Fault fault : List.of(Fault.POWER_CUT, Fault.IO_ERROR, Fault.FULL)) {
        sorted += rebuild(call, fault) ? 1 : 0;
      }
    }
    System.out.printf(
        "RebuildCrashTest: %d calls, %d cut off while sorting, seed %d%n", calls, sorted, SEED);
    assertTrue(sorted > 3, "Some were cut off while entries were on disk to be sorted");
  }

  /** After a loss of power a file may be back that was deleted. */
  @Test
  void whatIsLeftBehindGoesThoughTheIndexIsBelieved() throws IOException {
    Machine machine = new Machine();
    machine.disk.create("runs.tmp").close();
    EngineWorkload after = machine.next(machine.disk, machine.indexes);
    after.open(false);
    assertEquals(0, after.rebuilds());
    assertFalse(machine.disk.list().contains("runs.tmp"));
    assertTrue(after.close());
  }

  /** Answers whether entries that were being sorted were left on disk. */
  private static boolean rebuild(int call, Fault fault) throws IOException {
    Machine machine = new Machine().loseIndex();
    machine.disk.failAt(machine.disk.calls() + call, fault);
    String point = fault + " at call " + call + ", seed " + SEED;
    try {
      machine.next(machine.disk, machine.indexes).open(false);
    } catch (IOException | RuntimeException e) {
      // What it left behind is looked at.
    }
    SimulatedDisk killed = machine.disk.afterKill();
    boolean sorted = killed.list().contains("runs.tmp");
    Loss loss = call % 2 == 0 ? Loss.EVERYTHING : Loss.SECTORS;
    SimulatedDisk cut = killed.afterCrash(loss, call);
    SimulatedIndexes cutIndexes = machine.indexes.afterCrash(cut, "second", call);
    goOn(machine, killed, machine.indexes, point + ", killed");
    goOn(machine, cut, cutIndexes, point + ", " + loss);
    return sorted;
  }

  private static void goOn(
      Machine machine, SimulatedDisk disk, SimulatedIndexes indexes, String point) {
    try {
      EngineWorkload after = machine.next(disk, indexes);
      after.open(false);
      assertFalse(disk.list().contains("runs.tmp"), "What was sorted is gone");
      assertTrue(after.close());
    } catch (IOException | RuntimeException | AssertionError e) {
      throw new AssertionError(point, e);
    }
  }
}
