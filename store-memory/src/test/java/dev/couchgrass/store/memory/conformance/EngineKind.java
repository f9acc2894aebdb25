package dev.couchgrass.store.memory.conformance;

import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.memory.MemoryEngine;
import dev.couchgrass.store.memory.conformance.engines.BlockingEngine;

/** On what the tests of behaviour run. */
enum EngineKind {
  INLINE {
    @Override
    Engine make() {
      return new MemoryEngine();
    }
  },
  BLOCKING {
    @Override
    Engine make() {
      return new BlockingEngine(new MemoryEngine());
    }
  };

  abstract Engine make();
}
