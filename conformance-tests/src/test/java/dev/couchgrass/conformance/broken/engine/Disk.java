package dev.couchgrass.conformance.broken.engine;

import dev.couchgrass.store.engine.map.PersistentByteMap;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What outlives an engine: the map that it finds when it is opened next. */
final class Disk {
  private volatile PersistentByteMap kept;
  private volatile boolean full;

  Disk(PersistentByteMap kept) {
    this.kept = kept;
  }

  PersistentByteMap kept() {
    return kept;
  }

  /**
   * Keeps this map instead of the one before.
   *
   * @throws UncheckedIOException if the disk is full, and nothing is written then
   */
  void keep(PersistentByteMap map) {
    if (full) {
      throw new UncheckedIOException(new IOException("The disk is full"));
    }
    kept = map;
  }

  void full(boolean now) {
    full = now;
  }
}
