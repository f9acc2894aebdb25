package dev.couchgrass.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.engine.EngineCapabilities.Reads;
import org.junit.jupiter.api.Test;

/** What this engine alone promises; what every engine does is in its conformance. */
class MemoryEngineTest {
  private final MemoryEngine engine = new MemoryEngine();

  @Test
  void keepsNothingAndNeverBlocks() {
    assertEquals(Durability.NONE, engine.capabilities().durability());
    assertEquals(Reads.INLINE, engine.capabilities().reads());
  }

  @Test
  void everythingIsDoneWhenTheCallReturns() {
    byte[] key = {1};
    assertTrue(engine.commit(Batch.builder().put(key, key).build()).succeeded());
    assertTrue(engine.flush().succeeded());
    assertTrue(engine.close().succeeded());
  }
}
