package dev.couchgrass.bench.durable.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/** H2's MVStore. It has no group commit: each writer's sync is its own. */
final class OfMvStore implements KeyValues {
  private static final int CACHE_MEGABYTES = 64;
  private static final int COMPACTION_MILLIS = 600_000;

  private final MVStore store;
  private final MVMap<byte[], byte[]> map;
  private final boolean synced;
  private final AtomicLong syncs = new AtomicLong();

  private OfMvStore(MVStore store, boolean synced) {
    this.store = store;
    this.synced = synced;
    map =
        store.openMap(
            "pairs",
            new MVMap.Builder<byte[], byte[]>()
                .keyType(ByteArrayDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE));
  }

  static KeyValues open(Path folder, boolean synced) throws IOException {
    Files.createDirectories(folder);
    MVStore store =
        new MVStore.Builder()
            .fileName(folder.resolve("store.mv").toString())
            .cacheSize(CACHE_MEGABYTES)
            .autoCommitDisabled()
            .open();
    store.setRetentionTime(0);
    return new OfMvStore(store, synced);
  }

  @Override
  public synchronized void put(List<Pair> pairs) {
    pairs.forEach(pair -> map.put(pair.key(), pair.value()));
    store.commit();
    if (synced) {
      store.sync();
      syncs.incrementAndGet();
    }
  }

  @Override
  public Reader reader() {
    return new OfMap(map);
  }

  @Override
  public void compact() {
    store.compactFile(COMPACTION_MILLIS);
  }

  @Override
  public long syncs() {
    return syncs.get();
  }

  @Override
  public void close() {
    store.close();
  }

  private record OfMap(MVMap<byte[], byte[]> map) implements Reader {
    @Override
    public byte[] get(byte[] key) {
      return Objects.requireNonNull(map.get(key));
    }

    @Override
    public long scan() {
      long bytes = 0;
      Cursor<byte[], byte[]> cursor = map.cursor(null);
      while (cursor.hasNext()) {
        bytes += cursor.next().length + cursor.getValue().length;
      }
      return bytes;
    }

    @Override
    public void close() {}
  }
}
