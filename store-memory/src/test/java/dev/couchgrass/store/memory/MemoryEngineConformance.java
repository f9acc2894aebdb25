package dev.couchgrass.store.memory;

import dev.couchgrass.conformance.EngineConformance;
import dev.couchgrass.conformance.home.EngineHome;

class MemoryEngineConformance extends EngineConformance {
  @Override
  protected EngineHome engine() {
    return MemoryEngine::new;
  }
}
