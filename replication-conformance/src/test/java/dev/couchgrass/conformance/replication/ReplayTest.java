package dev.couchgrass.conformance.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.KvHome;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.replication.home.HeapHome;
import dev.couchgrass.store.kv.KvOptions;
import dev.couchgrass.store.memory.MemoryEngine;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A script that failed fails again: the same events happen, at the same times. */
class ReplayTest {
  private static final StorageHome.Source MEMORY =
      () -> new KvHome(MemoryEngine::new, KvOptions.DEFAULTS);
  private static final StorageHome.Source HEAP =
      () -> new KvHome(new HeapHome(), KvOptions.DEFAULTS);
  private static final int REPLAYS = 5;

  private static long trace(int seed) throws IOException {
    Fleet fleet = Fleet.open(List.of(MEMORY, HEAP, MEMORY, HEAP), Between.NOTHING);
    try {
      ReplicationTrial trial = new ReplicationTrial(fleet);
      for (int i = 0; i < 30; i++) {
        trial.edit(i % 4, "d" + i % 7, i, i).attach(i % 4, "d" + i % 5, 0, "f", 70_000);
      }
      trial.weather(0, "storm", seed).weather(1, "lossy", seed).weather(2, "slow", seed);
      trial.live(0, 1, 3, 0).live(1, 2, 2, 1).replicate(2, 3, 4, 3, 0).replicate(3, 0, 2, 2, 5);
      trial.run(150).edit(0, "d1", 1, 8).delete(2, "d2", 0).run(100).crash(1).run(80).kill(1);
      trial.edit(3, "d3", 0, 9).run(200).heal(seed);
      return trial.trace();
    } finally {
      fleet.close();
    }
  }

  @Test
  void theSameHappensAgain() throws IOException {
    Set<Long> traces = new HashSet<>();
    for (int seed = 1; seed <= REPLAYS; seed++) {
      long first = trace(seed);
      assertEquals(first, trace(seed), "seed " + seed);
      traces.add(first);
    }
    assertEquals(REPLAYS, traces.size(), "another seed, other events");
  }
}
