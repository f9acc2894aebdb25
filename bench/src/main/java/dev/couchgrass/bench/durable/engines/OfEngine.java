package dev.couchgrass.bench.durable.engines;

import dev.couchgrass.store.chronicle.ChronicleEngine;
import dev.couchgrass.store.chronicle.ChronicleOptions;
import dev.couchgrass.store.chronicle.Durability;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.memory.MemoryEngine;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** One of this project's engines. */
final class OfEngine implements KeyValues {
  private static final KeyRange ALL = new KeyRange(new byte[] {0}, new byte[] {(byte) 0xff});

  private final Engine engine;
  private final Supplier<Future<Void>> compaction;
  private final LongSupplier syncs;

  private OfEngine(Engine engine, Supplier<Future<Void>> compaction, LongSupplier syncs) {
    this.engine = engine;
    this.compaction = compaction;
    this.syncs = syncs;
  }

  static KeyValues durable(Path folder, boolean synced) throws IOException {
    ChronicleOptions options =
        ChronicleOptions.DEFAULTS.withDurability(synced ? Durability.COMMIT : Durability.NONE);
    ChronicleEngine engine = ChronicleEngine.open(folder, options, OpenListener.NONE);
    return new OfEngine(engine, engine::compact, engine::syncs);
  }

  static KeyValues memory() {
    return new OfEngine(new MemoryEngine(), Future::succeededFuture, () -> 0);
  }

  @Override
  public void put(List<Pair> pairs) {
    Batch.Builder batch = Batch.builder();
    pairs.forEach(pair -> batch.put(pair.key(), pair.value()));
    engine.commit(batch.build()).await();
  }

  @Override
  public Reader reader() {
    return new OfSnapshot(engine.snapshot());
  }

  @Override
  public void compact() {
    compaction.get().await();
  }

  @Override
  public long syncs() {
    return syncs.getAsLong();
  }

  @Override
  public void close() {
    engine.close().await();
  }

  private record OfSnapshot(Snapshot snapshot) implements Reader {
    @Override
    public byte[] get(byte[] key) {
      return snapshot.get(key).orElseThrow();
    }

    @Override
    public long scan() {
      long bytes = 0;
      try (Snapshot.Cursor cursor = snapshot.scan(ALL, Snapshot.Direction.FORWARD)) {
        while (cursor.next()) {
          bytes += cursor.key().length + cursor.value().length;
        }
      }
      return bytes;
    }

    @Override
    public void close() {
      snapshot.close();
    }
  }
}
