package dev.couchgrass.store.memory;

import dev.couchgrass.conformance.EngineConformance;
import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.conformance.instrument.BlockingEngine;
import dev.couchgrass.conformance.instrument.EngineWrapper;
import io.vertx.core.Future;

/** Databases over an engine whose reads may block, and that keeps what it has when it is closed. */
class BlockingEngineConformance extends EngineConformance {
  @Override
  protected EngineHome engine() {
    MemoryEngine kept = new MemoryEngine();
    return () ->
        new BlockingEngine(
            new EngineWrapper(kept) {
              @Override
              public Future<Void> close() {
                return Future.succeededFuture();
              }
            });
  }
}
