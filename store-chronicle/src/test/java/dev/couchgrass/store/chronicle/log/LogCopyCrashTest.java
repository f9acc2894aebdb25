package dev.couchgrass.store.chronicle.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.disk.Loss;
import dev.couchgrass.store.chronicle.disk.PowerCutException;
import dev.couchgrass.store.chronicle.disk.SimulatedDisk;
import dev.couchgrass.store.chronicle.disk.SimulatedDisk.Fault;
import dev.couchgrass.store.engine.Batch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The power goes at every call of a copy: what is left is no log, does not open, or is whole. */
class LogCopyCrashTest {
  private static final long SEED = 20261121;
  private static final List<Loss> LOSSES =
      List.of(Loss.EVERYTHING, Loss.NOTHING, Loss.SECTORS, Loss.PAGES, Loss.TORN);

  private int whole;

  @Test
  void anInterruptedCopyIsNeverTakenForAWholeOne() throws IOException {
    SimulatedDisk source = new SimulatedDisk(SEED);
    IndexedLog log = new IndexedLog(source, LogWorkload.OPTIONS, true);
    for (int i = 0; i < 60; i++) {
      byte[] key = ("key" + i).getBytes(ISO_8859_1);
      log.append(List.of(Batch.builder().put(key, new byte[300]).build()));
    }
    log.log.close();
    Map<String, byte[]> expected =
        new IndexedLog(source.afterCrash(Loss.NOTHING, SEED), LogWorkload.OPTIONS, true).contents();
    SimulatedDisk undisturbed = new SimulatedDisk(SEED);
    assertTrue(LogCopy.copy(source, undisturbed, bytes -> {}) > 3, "Several files");
    for (int call = 1; call <= undisturbed.calls(); call++) {
      SimulatedDisk target = new SimulatedDisk(SEED).failAt(call, Fault.POWER_CUT);
      try {
        LogCopy.copy(source, target, bytes -> {});
      } catch (PowerCutException e) {
        // As it was to be.
      }
      for (Loss loss : LOSSES) {
        check(target.afterCrash(loss, call), expected, loss + " at call " + call);
      }
      check(target.afterKill(), expected, "killed at call " + call);
    }
    check(undisturbed.afterCrash(Loss.EVERYTHING, SEED), expected, "undisturbed");
    assertTrue(whole > 0, "A copy that came to its end is whole");
  }

  private void check(SimulatedDisk left, Map<String, byte[]> expected, String point)
      throws IOException {
    try {
      if (Inventory.of(left).chain().isEmpty()) {
        return;
      }
      Map<String, byte[]> found = new IndexedLog(left, LogWorkload.OPTIONS, true).contents();
      assertEquals(List.of(), IndexedLog.difference(expected, found), point);
      whole++;
    } catch (DamageException e) {
      // It says that it is not whole.
    }
  }
}
