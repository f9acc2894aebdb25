package dev.couchgrass.conformance.instrument;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.EngineCapabilities;
import dev.couchgrass.store.engine.Snapshot;
import io.vertx.core.Future;

/** An engine that hands everything on to another one, for tests to step in between. */
public class EngineWrapper implements Engine {
  private final Engine inner;

  public EngineWrapper(Engine inner) {
    this.inner = inner;
  }

  @Override
  public EngineCapabilities capabilities() {
    return inner.capabilities();
  }

  @Override
  public Snapshot snapshot() {
    return inner.snapshot();
  }

  @Override
  public boolean readsWait() {
    return inner.readsWait();
  }

  @Override
  public Future<Void> commit(Batch batch) {
    return inner.commit(batch);
  }

  @Override
  public Future<Void> flush() {
    return inner.flush();
  }

  @Override
  public Future<Void> close() {
    return inner.close();
  }
}
