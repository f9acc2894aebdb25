package dev.couchgrass.store.kv.read;

import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.layout.Counters;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.Setting;

/** A database at one moment. */
public record View(Snapshot snapshot, Keys keys, Sequences sequences) implements AutoCloseable {
  public DocumentReads documents() {
    return new DocumentReads(snapshot, keys, sequences);
  }

  public Counters counters() {
    return snapshot.get(keys.counters()).map(Counters::decode).orElse(Counters.ZERO);
  }

  public long setting(Setting setting) {
    return setting.number(snapshot::get, keys);
  }

  @Override
  public void close() {
    snapshot.close();
  }
}
