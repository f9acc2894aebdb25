package dev.couchgrass.conformance.replication.home;

import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.map.PersistentByteMap;
import java.util.Optional;

/**
 * An engine that keeps a map on the heap, and keeps it as a disk would: it can be closed, opened
 * again and crashed, and answers at once, on the thread that asks.
 */
public final class HeapHome implements EngineHome {
  private PersistentByteMap kept;

  /** An empty one. */
  public HeapHome() {
    this(PersistentByteMap.EMPTY);
  }

  private HeapHome(PersistentByteMap kept) {
    this.kept = kept;
  }

  synchronized PersistentByteMap kept() {
    return kept;
  }

  synchronized void keep(PersistentByteMap map) {
    kept = map;
  }

  @Override
  public Engine open() {
    return new HeapEngine(this);
  }

  @Override
  public Optional<EngineHome> crashed() {
    return Optional.of(new HeapHome(kept()));
  }
}
