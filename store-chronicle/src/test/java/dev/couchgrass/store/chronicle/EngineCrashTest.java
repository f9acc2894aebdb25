package dev.couchgrass.store.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.ScriptedEvents.Event;
import dev.couchgrass.store.chronicle.disk.Loss;
import dev.couchgrass.store.chronicle.disk.SimulatedDisk;
import dev.couchgrass.store.chronicle.disk.SimulatedDisk.Fault;
import dev.couchgrass.store.chronicle.tree.PageException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole engine, on a simulated machine: its power goes, its process is killed, or a call fails,
 * at every single call of a script.
 *
 * <p>{@code -Dcrash.steps=}, {@code -Dcrash.errors.steps=} make the script longer, {@code
 * -Dcrash.seed=} makes it another one. A failure names the call; the same properties repeat it.
 */
class EngineCrashTest {
  private static final long SEED = Long.getLong("crash.seed", 20261121);
  private static final int STEPS = Integer.getInteger("crash.steps", 25);
  private static final int ERROR_STEPS = Integer.getInteger("crash.errors.steps", 17);
  private static final List<Loss> LOSSES =
      List.of(Loss.EVERYTHING, Loss.NOTHING, Loss.SECTORS, Loss.PAGES, Loss.TORN);

  /** A machine on which the script is run until something happens. */
  private static final class Machine {
    final SimulatedDisk disk = new SimulatedDisk(SEED);
    final SimulatedIndexes indexes = new SimulatedIndexes(disk, "first");
    final EngineWorkload workload;

    private final Durability durability;

    Machine(Durability durability) {
      this.durability = durability;
      workload = new EngineWorkload(new Journal(), disk, indexes, durability, SEED);
    }

    /** A process on the same machine, after the one before ended. */
    EngineWorkload again() {
      return new EngineWorkload(workload.journal, disk, indexes, durability, SEED);
    }
  }

  private int points;
  private int rebuilds;

  /** How many calls the script makes when nothing goes wrong. It goes through all there is. */
  private static int callsOf(Durability durability, int steps) {
    Machine whole = new Machine(durability);
    whole.workload.run(steps);
    assertEquals(EnumSet.allOf(Event.class), whole.workload.seen(), "What the script does");
    return whole.disk.calls();
  }

  @ParameterizedTest
  @Tag("ENG-4")
  @Tag("ENG-6")
  @EnumSource
  void losesNothing(Durability durability) {
    int calls = callsOf(durability, STEPS);
    for (int call = 1; call <= calls; call++) {
      crash(durability, call);
    }
    report("crashes", durability, calls, 2000);
  }

  /** Index and root are on disk by then, and nothing has to be made anew. */
  @ParameterizedTest
  @EnumSource
  void aCleanCloseOutlivesTheLossOfPower(Durability durability) throws IOException {
    Machine machine = new Machine(durability);
    machine.workload.run(STEPS);
    for (Loss loss : LOSSES) {
      SimulatedDisk disk = machine.disk.afterCrash(loss, SEED);
      SimulatedIndexes indexes = machine.indexes.afterCrash(disk, "second", SEED);
      Journal journal = machine.workload.journal.copy();
      EngineWorkload after = new EngineWorkload(journal, disk, indexes, durability, SEED);
      after.open(true);
      assertEquals(0, after.rebuilds(), loss::toString);
    }
  }

  /** A recovered index may have lost pages: that has to show when it is opened, not later. */
  @Test
  void anIndexThatLostPagesIsMadeAnew() throws IOException {
    int calls = callsOf(Durability.COMMIT, STEPS);
    for (int call = calls / 10; call < calls; call += calls / 10) {
      Machine machine = new Machine(Durability.COMMIT);
      machine.disk.failAt(call, Fault.POWER_CUT);
      machine.workload.run(STEPS);
      machine.disk.afterKill();
      machine.indexes.loseAll();
      EngineWorkload after = machine.again();
      after.open(false);
      after.readAll();
      assertTrue(after.rebuilds() == 1 || call == calls / 10, "At call " + call);
      after.goOn();
    }
  }

  /** As when the process is ended, and nothing can be loaded any more. */
  @Test
  void aCloseComesToItsEndThoughTheIndexCannotBeWritten() throws IOException {
    Machine machine = new Machine(Durability.COMMIT);
    machine.workload.open(false);
    machine.workload.commitAll(3);
    machine.indexes.breakWith(new NoClassDefFoundError("Shutdown in progress"));
    assertTrue(machine.workload.close());
    SimulatedIndexes indexes = new SimulatedIndexes(machine.disk, "first");
    Journal journal = machine.workload.journal;
    EngineWorkload after =
        new EngineWorkload(journal, machine.disk, indexes, Durability.COMMIT, SEED);
    after.open(false);
    after.goOn();
  }

  /** What was damaged while the store was open must not be sealed as if it were whole. */
  @Test
  void anIndexInWhichDamageWasFoundIsMadeAnew() throws IOException {
    Machine machine = new Machine(Durability.COMMIT);
    machine.workload.run(STEPS);
    EngineWorkload again = machine.again();
    again.open(false);
    machine.indexes.damageAll();
    assertThrows(PageException.class, again::readAll);
    again.close();
    EngineWorkload after = machine.again();
    after.open(false);
    assertEquals(1, after.rebuilds());
    after.goOn();
  }

  private void crash(Durability durability, int call) {
    Machine machine = new Machine(durability);
    machine.disk.failAt(call, Fault.POWER_CUT);
    String point = durability + ", call " + call + ", seed " + SEED;
    at(point, () -> machine.workload.run(STEPS));
    for (Loss loss : LOSSES) {
      at(point + ", " + loss, () -> cut(machine, durability, loss, call));
    }
    at(
        point + ", killed",
        () -> assertEquals(0, kill(machine, durability, call), "A kill costs no index"));
  }

  @ParameterizedTest
  @Tag("ENG-7")
  @EnumSource
  void failsCleanly(Durability durability) {
    int calls = callsOf(durability, ERROR_STEPS);
    for (Fault fault : List.of(Fault.IO_ERROR, Fault.NO_SPACE, Fault.FULL)) {
      for (int call = 1; call <= calls; call++) {
        fail(durability, fault, call);
      }
    }
    report("errors", durability, calls, 500);
  }

  private void fail(Durability durability, Fault fault, int call) {
    Machine machine = new Machine(durability);
    machine.disk.failAt(call, fault);
    String point = durability + ", " + fault + " at call " + call + ", seed " + SEED;
    at(point, () -> machine.workload.run(ERROR_STEPS));
    if (!machine.disk.hasFailed()) {
      return;
    }
    Loss loss = call % 2 == 0 ? Loss.EVERYTHING : Loss.SECTORS;
    at(point + ", " + loss, () -> cut(machine, durability, loss, call));
    at(point + ", killed", () -> kill(machine, durability, call));
  }

  /** The power goes now. */
  private void cut(Machine machine, Durability durability, Loss loss, long seed) throws Exception {
    goOn(machine.workload.journal.copy(), machine, durability, loss, seed);
  }

  private void goOn(Journal journal, Machine machine, Durability durability, Loss loss, long seed)
      throws Exception {
    SimulatedDisk disk = machine.disk.afterCrash(loss, seed);
    SimulatedIndexes indexes = machine.indexes.afterCrash(disk, "second", seed);
    EngineWorkload after = new EngineWorkload(journal, disk, indexes, durability, seed);
    after.open(true);
    rebuilds += after.rebuilds();
    if (++points % 4 == 0) {
      after.goOn();
    }
  }

  /**
   * The process is killed now; it is opened again, and then the power goes. Answers how often the
   * index was made anew after the kill.
   */
  private int kill(Machine machine, Durability durability, long seed) throws Exception {
    SimulatedDisk disk = machine.disk.afterKill();
    Journal journal = machine.workload.journal;
    EngineWorkload after = new EngineWorkload(journal, disk, machine.indexes, durability, seed);
    after.open(false);
    int rebuilt = after.rebuilds();
    rebuilds += rebuilt;
    goOn(journal.copy(), machine, durability, Loss.EVERYTHING, seed);
    after.goOn();
    return rebuilt;
  }

  private interface Step {
    void run() throws Exception;
  }

  private static void at(String point, Step step) {
    try {
      step.run();
    } catch (Exception | AssertionError e) {
      throw new AssertionError(point, e);
    }
  }

  private void report(String what, Durability durability, int calls, int least) {
    System.out.printf(
        "EngineCrashTest, %s, %s: %d calls, %d points, %d rebuilds, seed %d%n",
        what, durability, calls, points, rebuilds, SEED);
    assertTrue(points > least, () -> "Only " + points);
  }
}
